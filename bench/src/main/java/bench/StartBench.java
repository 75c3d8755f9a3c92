package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seconds that the built distribution takes as a process, against the targets: {@code list}, from
 * the start of the script to the end of the process; {@code bundles}, until a command can be given;
 * {@code plan}, what {@code plan finance} takes after that. Time on the wall in any case. The first
 * start, which unpacks native libraries, is not counted.
 */
final class StartBench {
  private static final Path PROGRAM = Path.of("governance.app/target/governance/bin/governance");
  private static final Pattern MARK = Pattern.compile("timing: (.+) after (\\d+) ms");

  private StartBench() {}

  /** Runs all cases; the ratio is target / ours. */
  static void run(String[] args) {
    if (args.length > 0) {
      throw new IllegalArgumentException("start takes no cases, got " + String.join(" ", args));
    }
    if (!Files.isExecutable(PROGRAM)) {
      System.err.println("start skipped: build the distribution first (./governance list)");
      return;
    }
    double[][] last = new double[2][];
    Turns turns =
        Turns.take(
            1,
            Setup.turns(9),
            () -> (last[0] = launch("list"))[0],
            () -> last[0][1],
            () -> (last[1] = launch("plan", "finance"))[2] - last[1][1]);
    print("list", turns.median(0), 2);
    print("bundles", turns.median(1), 2);
    print("plan", turns.median(2), 1);
  }

  private static void print(String name, double ours, double target) {
    Turns.print("start " + name, "ours", ours, "target", target, target / ours);
  }

  /** Returns seconds: of the whole process, until bundles had started, until the command ended. */
  private static double[] launch(String... words) {
    try {
      String[] command = new String[words.length + 2];
      command[0] = PROGRAM.toString();
      command[1] = "--timing";
      System.arraycopy(words, 0, command, 2, words.length);
      Path out = Files.createTempFile("bench-start", ".out");
      double begin = Clock.WALL.millis();
      Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).start();
      String marks = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      double whole = (Clock.WALL.millis() - begin) / 1000;
      Files.delete(out);
      Matcher mark = MARK.matcher(marks);
      if (code != 0 || !mark.find()) {
        throw new IllegalStateException(words[0] + " ended with " + code + ": " + marks);
      }
      double bundles = Double.parseDouble(mark.group(2)) / 1000;
      return new double[] {whole, bundles, mark.find() ? seconds(mark) : Double.NaN};
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot run " + PROGRAM, e);
    }
  }

  private static double seconds(Matcher mark) {
    return Double.parseDouble(mark.group(2)) / 1000;
  }
}
