package bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code governance evaluate} of a CSV file of 10 million rows: {@code bootstrap}, what a
 * difference between four groups with an interval of 1,000 replicates and its test takes when the
 * rows are read; {@code file}, the command with all metrics after the bundles have started, reading
 * included.
 */
final class EvaluateBench {
  private static final int ROWS = Integer.getInteger("rows", 10_000_000);
  private static final List<String> GROUPS = List.of("a", "b", "c", "d");
  private static final Pattern SECONDS =
      Pattern.compile("\"reading\": ([0-9.Ee-]+),\\s*\"all\": ([0-9.Ee-]+)");

  private EvaluateBench() {}

  /** Runs the cases given, or both. */
  static void run(String[] args) throws IOException {
    if (!Installation.built()) {
      return;
    }
    Path folder = Files.createTempDirectory("bench-evaluate");
    Path file = folder.resolve("predictions.csv");
    try (Installation installation = new Installation()) {
      write(file);
      for (String name : Turns.cases(args, "bootstrap", "file")) {
        switch (name) {
          case "bootstrap" -> bootstrap(installation, file, folder);
          case "file" -> file(installation, file, folder);
          default ->
              throw new IllegalArgumentException("case " + name + "; allowed: bootstrap, file");
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }

  private static void bootstrap(Installation installation, Path file, Path out) {
    Turns turns =
        Turns.take(
            1,
            Setup.turns(5),
            () -> {
              installation.run(
                  "evaluate",
                  file.toString(),
                  "--label",
                  "y",
                  "--prediction",
                  "yhat",
                  "--protected",
                  "race",
                  "--out",
                  out.toString(),
                  "--metrics",
                  "fairness.demographic-parity-difference");
              return computing(out.resolve("metrics.json"));
            },
            () -> 1);
    double seconds = turns.median(0);
    Turns.print("evaluate bootstrap", "ours", seconds, "target", 1, 1 / seconds);
  }

  private static double computing(Path metrics) {
    try {
      Matcher seconds = SECONDS.matcher(Files.readString(metrics));
      if (!seconds.find()) {
        throw new IllegalStateException("no seconds in " + metrics);
      }
      return Double.parseDouble(seconds.group(2)) - Double.parseDouble(seconds.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void file(Installation installation, Path file, Path out) {
    Turns turns =
        Turns.take(
            0,
            Setup.turns(1),
            () ->
                installation
                        .run(
                            "evaluate",
                            file.toString(),
                            "--label",
                            "y",
                            "--prediction",
                            "yhat",
                            "--score",
                            "p",
                            "--protected",
                            "sex,race",
                            "--out",
                            out.toString())
                        .command()
                    / 1000,
            () -> Double.NaN);
    double seconds = turns.median(0);
    Turns.print("evaluate file", "ours", seconds, "rows/s", ROWS / seconds, Double.NaN);
  }

  private static void write(Path file) {
    SplittableRandom random = new SplittableRandom(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,sex,race,y,yhat,p\n");
      for (int row = 0; row < ROWS; row++) {
        double score = random.nextInt(10_000) / 10_000.0;
        String sex = random.nextBoolean() ? "female" : "male";
        String race = GROUPS.get(random.nextInt(4));
        int label = random.nextDouble() < score ? 1 : 0;
        out.write(
            String.format(
                Locale.ROOT,
                "%d,%s,%s,%d,%d,%.4f%n",
                row,
                sex,
                race,
                label,
                score >= 0.5 ? 1 : 0,
                score));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
