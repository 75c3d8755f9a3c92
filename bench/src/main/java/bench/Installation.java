package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The built distribution with a folder of plug-ins of its own. */
final class Installation implements AutoCloseable {
  private static final Path BUILT = Path.of("governance.app/target/governance");
  private static final Pattern MARK = Pattern.compile("timing: (.+) after (\\d+) ms");

  private final Path home;

  Installation() {
    try {
      home = Files.createTempDirectory("bench-home");
      for (String part : List.of("bin", "bundle", "conf", "lib", "models")) {
        Files.createSymbolicLink(home.resolve(part), BUILT.resolve(part).toRealPath());
      }
      Files.createDirectory(plugins());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean built() {
    boolean built = Files.isExecutable(BUILT.resolve("bin/governance"));
    if (!built) {
      System.err.println("skipped: build the distribution first (./governance list)");
    }
    return built;
  }

  Path plugins() {
    return home.resolve("plugins");
  }

  /**
   * Times on the wall, in milliseconds.
   *
   * @param bundles from the start of the JVM until a command can be given
   * @param command what the command takes after that
   */
  record Times(double bundles, double command) {}

  Times run(String... words) {
    List<String> command = new ArrayList<>(List.of(program(), "--timing"));
    command.addAll(List.of(words));
    try {
      Path out = Files.createTempFile("bench", ".out");
      Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).start();
      String marks = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      Files.delete(out);
      Matcher mark = MARK.matcher(marks);
      List<Double> found = new ArrayList<>();
      while (mark.find()) {
        found.add(Double.parseDouble(mark.group(2)));
      }
      if (code != 0 || found.size() != 2) {
        throw new IllegalStateException(words[0] + " ended with " + code + ": " + marks);
      }
      return new Times(found.get(0), found.get(1) - found.get(0));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String program() {
    return home.resolve("bin/governance").toString();
  }

  /** A shell of the running framework, asked one line at a time. */
  static final class Shell implements AutoCloseable {
    private static final String END = "end-of-answer";

    private final Process process;
    private final BufferedReader reader;
    private final PrintStream keyboard;

    private Shell(Process process) {
      this.process = process;
      reader = process.inputReader(StandardCharsets.UTF_8);
      keyboard = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    String ask(String line) {
      keyboard.println(line);
      keyboard.println("echo " + END);
      StringBuilder answer = new StringBuilder();
      try {
        for (String got = reader.readLine(); got != null; got = reader.readLine()) {
          if (got.endsWith(END)) {
            return answer.toString();
          }
          answer.append(got).append('\n');
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      throw new IllegalStateException("the shell ended: " + answer);
    }

    @Override
    public void close() {
      keyboard.close();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Shell shell() {
    try {
      return new Shell(new ProcessBuilder(program(), "shell").redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      System.err.println("not deleted: " + home + ": " + e);
    }
  }
}
