package governance.itest;

import governance.itest.Distribution.Shell;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Apache Karaf as it is unpacked, in a folder of its own and cut off from the network: what is
 * installed must come from its own archive or from ours. It is asked through its console.
 */
final class Karaf implements AutoCloseable {

  private static final Path UNPACKED = Path.of("target/karaf");
  private static final Path BUILT = Path.of("../governance.deploy/target");
  private static final String PROMPT = "karaf@root()>";
  private static final Pattern CONTROL = Pattern.compile("\u001b\\[[0-9;?]*[a-zA-Z]|\r");

  private final Path home;
  private final Shell shell;

  /** Starts it, with its default settings but for ports, the network and the folder of caches. */
  Karaf(Path folder) throws IOException {
    this(folder, "");
  }

  /** The same with further options of the virtual machine. */
  Karaf(Path folder, String options) throws IOException {
    home = Files.createDirectory(folder.resolve("karaf"));
    Path unpacked = only(UNPACKED, "apache-karaf-*").toRealPath();
    for (String part : List.of("lib", "system")) {
      Files.createSymbolicLink(home.resolve(part), unpacked.resolve(part));
    }
    copy(unpacked, "bin");
    copy(unpacked, "etc");
    Files.createDirectory(deploy());
    edit("org.apache.karaf.features.cfg", "(?m)^ *(ssh|management)/.*\n", "");
    edit(
        "org.ops4j.pax.url.mvn.cfg",
        "(?m)^org.ops4j.pax.url.mvn.repositories= *\\\\\n( .*\n)+",
        "org.ops4j.pax.url.mvn.repositories=\n"
            + "org.ops4j.pax.url.mvn.localRepository="
            + folder.resolve("m2")
            + "\n");
    shell = new Shell(start(folder, options), "echo end-of-$end");
    ask("end = answer"); // so that the echo of the input is not taken for the answer's end
  }

  /** Waits for the commands that come with the archive: the console is there before them. */
  void awaitCommands() throws IOException, InterruptedException {
    await("kar:list", answer -> !answer.contains("not found"));
  }

  private Process start(Path folder, String options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("bin/karaf").toString()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_MAX_MEM", "1g");
    builder
        .environment()
        .put(
            "EXTRA_JAVA_OPTS",
            Distribution.QUICK
                + " -DDJL_CACHE_DIR="
                + folder.resolve("djl")
                + " -Dgovernance.plugins.dir="
                + deploy()
                + " "
                + options);
    builder.environment().put("TERM", "dumb");
    return builder.start();
  }

  /** The archive that the build has made. */
  static Path archive() throws IOException {
    return only(BUILT, "governance-*.kar").toAbsolutePath().normalize();
  }

  /** The folder whose jars run while they lie there. */
  Path deploy() {
    return home.resolve("deploy");
  }

  /** Drops a jar, whole at once, into the folder deploy. */
  Path drop(Path jar) throws IOException {
    Path part = Files.copy(jar, home.resolve(jar.getFileName() + ".part"));
    return Files.move(part, deploy().resolve(jar.getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Types a line and returns what is printed until it is done. */
  String ask(String line) throws IOException {
    return shell.ask(line).stream()
        .map(printed -> CONTROL.matcher(printed).replaceAll(""))
        .filter(printed -> !printed.contains(PROMPT)) // with the repetition of the input
        .collect(Collectors.joining("\n"))
        .strip();
  }

  /** Types the same line until the answer is as wished, for at most 20 s. */
  String await(String line, Predicate<String> wished) throws IOException, InterruptedException {
    String answer = ask(line);
    for (int attempt = 0; attempt < 100 && !wished.test(answer); attempt++) {
      Thread.sleep(200);
      answer = ask(line);
    }
    if (!wished.test(answer)) {
      throw new IOException(line + " still answers: " + answer);
    }
    return answer;
  }

  /** What it has logged at level WARN or ERROR. */
  List<String> complaints() throws IOException {
    try (Stream<String> lines = Files.lines(home.resolve("data/log/karaf.log"))) {
      return lines.filter(line -> line.matches("\\S+ \\| (WARN|ERROR) .*")).toList();
    }
  }

  /** A file that it has written. */
  Path file(String name) {
    return home.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try {
      shell.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shell.close();
    }
  }

  private void edit(String file, String pattern, String text) throws IOException {
    Path path = home.resolve("etc").resolve(file);
    String before = Files.readString(path);
    String after = Pattern.compile(pattern).matcher(before).replaceAll(text);
    if (after.equals(before)) {
      throw new IOException(path + " holds nothing that matches " + pattern);
    }
    Files.writeString(path, after);
  }

  private void copy(Path unpacked, String part) throws IOException {
    try (Stream<Path> all = Files.walk(unpacked.resolve(part))) {
      for (Path path : all.toList()) {
        Files.copy(
            path, home.resolve(unpacked.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static Path only(Path folder, String pattern) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      return found.iterator().next();
    }
  }
}
