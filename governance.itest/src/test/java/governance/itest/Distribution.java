package governance.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The distribution that the build has made, with a plugins folder of its own. */
final class Distribution {

  /** These processes end before the work of the optimising compiler pays. */
  static final String QUICK = "-XX:TieredStopAtLevel=1";

  private static final Path BUILT = Path.of("../governance.app/target/governance");

  private final Path home;
  private final Path cache;

  Distribution(Path folder) throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    cache = folder.resolve("cache");
    for (String part : List.of("bin", "bundle", "conf", "lib", "models")) {
      Files.createSymbolicLink(home.resolve(part), BUILT.resolve(part).toRealPath());
    }
    Files.createDirectory(plugins());
  }

  Path plugins() {
    return home.resolve("plugins");
  }

  /** Returns a folder {@code conf} that can be written to; the first call makes it. */
  Path conf() throws IOException {
    Path conf = home.resolve("conf");
    if (Files.isSymbolicLink(conf)) {
      Files.delete(conf);
      Files.createDirectory(conf);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(BUILT.resolve("conf"))) {
        for (Path file : files) {
          Files.createSymbolicLink(conf.resolve(file.getFileName()), file.toRealPath());
        }
      }
    }
    return conf;
  }

  /** Starts the launcher as its script does, with both outputs joined. */
  Process start(String... words) throws IOException {
    return start(List.of(), words);
  }

  /** Starts it with further variables of the environment. */
  Process startWith(Map<String, String> environment, String... words) throws IOException {
    return start(environment, List.of(), words);
  }

  /** Starts it with further options of the JVM. */
  Process start(List<String> options, String... words) throws IOException {
    return start(Map.of(), options, words);
  }

  private Process start(Map<String, String> environment, List<String> options, String... words)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                QUICK,
                "--enable-native-access=ALL-UNNAMED",
                "-Dgovernance.home=" + home));
    command.addAll(options);
    command.addAll(List.of("-cp", home.resolve("lib") + "/*", "governance.app.Main"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GOVERNANCE_CACHE", cache.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Starts the script with a framework of its own in place of the one that ships. */
  Process startOn(Path framework, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/governance").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("GOVERNANCE_JAVA_OPTS", "-Xmx1g " + QUICK);
    builder.environment().put("GOVERNANCE_CACHE", cache.toString());
    builder.environment().put("GOVERNANCE_FRAMEWORK", framework.toString());
    return builder.start();
  }

  /** A Gogo shell that is asked one line at a time. */
  static final class Shell implements AutoCloseable {

    private static final String END = "end-of-answer";

    /**
     * A shell that does not answer is ended, so that the test fails instead of waiting for ever.
     */
    private static final long PATIENCE_S = 300;

    private final Process process;
    private final String echo;
    private final BufferedReader reader;
    private final PrintStream keyboard;

    Shell(Process process) {
      this(process, "echo " + END);
    }

    /** With a line that prints the end of an answer; a console that repeats its input spells it. */
    Shell(Process process, String echo) {
      this.process = process;
      this.echo = echo;
      CompletableFuture.delayedExecutor(PATIENCE_S, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      reader = process.inputReader(StandardCharsets.UTF_8);
      keyboard = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    List<String> ask(String line) throws IOException {
      keyboard.println(line);
      keyboard.println(echo);
      List<String> answer = new ArrayList<>();
      for (String got = reader.readLine(); got != null; got = reader.readLine()) {
        if (got.endsWith(END)) {
          return answer;
        }
        answer.add(got);
      }
      throw new IOException("the shell ended: " + answer);
    }

    /** Ends the input, which ends the shell and with it the framework. */
    int end() throws InterruptedException {
      keyboard.close();
      return process.waitFor();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
