package governance.itest;

import governance.api.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A third party's jar as a test needs it; two of the same content have the same bytes. */
final class PluginJar {
  private static final String COMPONENT =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s">
        <implementation class="%s"/>
        <property name="governance.kind" value="%s"/>
        <property name="governance.id" value="%s"/>
        <service scope="prototype"><provide interface="%s"/></service>
        %s
      </scr:component>""";

  private final String name;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  PluginJar(String name, String version) {
    this.name = name;
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", name);
    header("Bundle-Version", version);
  }

  PluginJar header(String key, String value) {
    headers.put(key, value);
    return this;
  }

  private void append(String key, String value) {
    headers.merge(key, value, (a, b) -> a + "," + b);
  }

  PluginJar file(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PluginJar imports(String... packages) {
    for (String one : packages) {
      append("Import-Package", one.contains(";") ? one : one + ";version=\"[1,2)\"");
    }
    return this;
  }

  /** Declares a contribution that a class of the tests implements. */
  PluginJar contributes(Kind kind, String id, Class<?> type, Class<?> service) {
    return contributes(kind, id, type, service, "");
  }

  /** Declares one whose component has further elements, such as references. */
  PluginJar contributes(Kind kind, String id, Class<?> type, Class<?> service, String more) {
    append("Provide-Capability", "governance.contribution;kind=" + kind + ";id=\"" + id + '"');
    append("Service-Component", "OSGI-INF/" + id + ".xml");
    file(
        "OSGI-INF/" + id + ".xml",
        COMPONENT.formatted(id, type.getName(), kind, id, service.getName(), more));
    return classes(type);
  }

  /** Adds a class and those inside it. */
  PluginJar classes(Class<?> type) {
    add(type);
    for (Class<?> inner : type.getDeclaredClasses()) {
      add(inner);
    }
    return this;
  }

  private void add(Class<?> type) {
    String path = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
      files.put(path, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(manifest.getMainAttributes()::putValue);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    manifest.write(head);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      add(jar, "META-INF/MANIFEST.MF", head.toByteArray());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        add(jar, file.getKey(), file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(0);
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }

  /** Installs it without starting it. */
  Bundle install(BundleContext context) throws IOException, BundleException {
    String location = "itest:" + name + "-" + headers.get("Bundle-Version");
    return context.installBundle(location, new ByteArrayInputStream(bytes()));
  }

  /** Installs and starts it. */
  Bundle start(BundleContext context) throws IOException, BundleException {
    Bundle bundle = install(context);
    bundle.start();
    return bundle;
  }

  /** Writes it into a watched folder as one should: beside its name, then moved. */
  Path drop(Path folder, String file) throws IOException {
    return drop(bytes(), folder.resolve(file));
  }

  static Path drop(byte[] content, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, content);
    return Files.move(
        part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
