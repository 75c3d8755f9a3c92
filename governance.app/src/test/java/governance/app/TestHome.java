package governance.app;

import governance.app.fixture.EchoActivator;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** A distribution in a temporary folder, with the real settings and small bundles. */
final class TestHome {

  final Home home;
  private final Path cache;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  TestHome(Path folder) throws IOException {
    home = new Home(Files.createDirectories(folder.resolve("home")));
    cache = folder.resolve("cache");
    Files.createDirectories(home.bundles());
    Files.createDirectories(home.plugins());
    Files.createDirectories(home.conf());
    Files.copy(
        Path.of("src/assembly/conf/framework.properties"),
        home.conf().resolve("framework.properties"));
    copyFromClassPath("org.apache.felix.fileinstall");
  }

  /** Writes a .bndrun that locks version 1.0.0 of the named bundles, and File Install. */
  TestHome set(String name, String... bundles) throws IOException {
    String entries =
        Arrays.stream(bundles)
            .map(bundle -> "\t" + bundle + ";version='[1.0.0,1.0.1)',\\\n")
            .collect(Collectors.joining());
    Files.writeString(
        home.bundleSet(name),
        "-standalone:\n-runbundles: \\\n"
            + entries
            + "\torg.apache.felix.fileinstall;version='[3.7.4,3.7.5)'");
    return this;
  }

  /** A bundle with the echo command. */
  TestHome cli(String name) throws IOException {
    Attributes headers = new Attributes();
    headers.putValue("Bundle-Activator", EchoActivator.class.getName());
    headers.putValue("Import-Package", "org.osgi.framework");
    write(home.bundles().resolve(name + ".jar"), name, headers, EchoActivator.class);
    return this;
  }

  /** An empty bundle, with more headers given as {@code Name: value}. */
  static void bundle(Path file, String name, String... headers) throws IOException {
    Attributes attributes = new Attributes();
    for (String header : headers) {
      attributes.putValue(header.split(": ", 2)[0], header.split(": ", 2)[1]);
    }
    write(file, name, attributes);
  }

  int run(String... words) {
    Launcher launcher =
        new Launcher(
            home,
            Map.of("GOVERNANCE_CACHE", cache.toString()),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Timing(null));
    return launcher.run(words);
  }

  /** The same start in a JVM of its own. */
  Process process(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dgovernance.home=" + home.root(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GOVERNANCE_CACHE", cache.toString());
    return builder.start();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void copyFromClassPath(String name) throws IOException {
    String jar =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Path.of(entry).getFileName().toString().startsWith(name))
            .findFirst()
            .orElseThrow();
    Files.copy(Path.of(jar), home.bundles().resolve(Path.of(jar).getFileName()));
  }

  private static void write(Path file, String name, Attributes headers, Class<?>... classes)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
    manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
    manifest.getMainAttributes().putAll(headers);
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Class<?> type : classes) {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(path));
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
          in.transferTo(jar);
        }
      }
    }
  }
}
