package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.store.EvidenceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs of one small model, each in a process of its own. */
final class TinyRuns {
  private static final List<String> SPEC =
      List.of(
          "train.threads=1",
          "train.epochs=2",
          "train.batch=4",
          "train.checkpointEvery=3",
          "data.settings.rows=300",
          "model.layers=1",
          "model.hidden=32",
          "model.intermediate=64",
          "evaluation.bootstrap=10");

  private static Path uninterrupted;

  private final Distribution distribution;
  private final Path out;
  private final List<String> spec;

  TinyRuns(Path folder) throws IOException {
    this(folder, SPEC);
  }

  /** Runs of the finance domain with such values. */
  TinyRuns(Path folder, List<String> spec) throws IOException {
    this(new Distribution(folder), folder.resolve("runs"), spec);
  }

  private TinyRuns(Distribution distribution, Path out, List<String> spec) {
    this.distribution = distribution;
    this.out = out;
    this.spec = spec;
  }

  /** The same runs in another folder, of the same distribution. */
  TinyRuns beside(String name) {
    return new TinyRuns(distribution, out.resolveSibling(name), spec);
  }

  /** Returns the evidence of a run that nothing disturbed, the same one for all tests. */
  static synchronized Path uninterrupted() throws IOException, InterruptedException {
    if (uninterrupted == null) {
      Path folder = Files.createTempDirectory("uninterrupted");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      TinyRuns runs = new TinyRuns(folder);
      Ended ended = ended(runs.start());
      if (ended.code() != 3) { // a model this small does not reach the domain's limits
        throw new IOException("exit code " + ended.code() + ": " + ended.text());
      }
      uninterrupted = runs.evidence();
    }
    return uninterrupted;
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Process start() throws IOException {
    return distribution.start(words());
  }

  /** The same on another framework. */
  Process startOn(Path framework) throws IOException {
    return distribution.startOn(framework, words());
  }

  private String[] words() {
    List<String> words = new ArrayList<>(List.of("run", "finance", "--out", out.toString()));
    spec.forEach(value -> words.addAll(List.of("--set", value)));
    return words.toArray(String[]::new);
  }

  /** The words of such a run for a shell, but for the folder of runs. */
  static String typed() {
    return "run finance " + SPEC.stream().map(v -> "--set " + v).collect(Collectors.joining(" "));
  }

  Ended resume() throws IOException, InterruptedException {
    return ended(distribution.start("resume", evidence().toString()));
  }

  /** Returns the folder of the only run. */
  Path evidence() throws IOException {
    return evidence(out);
  }

  /** Returns the folder of the only run in a folder of runs. */
  static Path evidence(Path out) throws IOException {
    try (Stream<Path> runs = Files.list(out)) {
      return named(runs).findFirst().orElseThrow();
    }
  }

  /** Returns the folder of the only sweep in a folder. */
  static Path sweep(Path out) throws IOException {
    return evidence(out);
  }

  /** Waits until the run's event log holds so many events of a type. */
  void await(Process process, String type, int count) throws IOException, InterruptedException {
    while (events(type) < count) {
      if (!process.isAlive()) {
        throw new IOException("the run ended early: " + ended(process).text());
      }
      Thread.sleep(5);
    }
  }

  /** Returns how many events of a type the log holds. */
  long events(String type) throws IOException {
    if (!Files.exists(out) || isEmpty(out)) {
      return 0;
    }
    Path log = evidence().resolve("events.jsonl");
    String text = Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    return text.lines().filter(line -> line.contains("\"type\":\"" + type + "\"")).count();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return named(files).findAny().isEmpty();
    }
  }

  /** A run is hidden until its first files are there. */
  private static Stream<Path> named(Stream<Path> folders) {
    return folders.filter(f -> !f.getFileName().toString().startsWith("."));
  }

  /** Sends SIGINT, or SIGTERM where SIGINT is ignored: a shell's background jobs inherit that. */
  static void interrupt(Process process) throws IOException, InterruptedException {
    String signal = ignoresInterrupt() ? "-TERM" : "-INT";
    assertEquals(0, new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor());
  }

  private static boolean ignoresInterrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  /** How a process ended, and what it printed. */
  record Ended(int code, String text) {}

  static Ended ended(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("does not end: " + text);
    }
    return new Ended(process.exitValue(), text);
  }

  /**
   * Returns which of the chosen files are not the same in both folders, those that only one has
   * included.
   */
  static List<String> differing(Path one, Path other, Predicate<String> chosen) throws IOException {
    TreeSet<String> names = new TreeSet<>(files(one));
    names.addAll(files(other));
    List<String> differing = new ArrayList<>();
    for (String name : names) {
      Path a = one.resolve(name);
      Path b = other.resolve(name);
      boolean same = Files.exists(a) && Files.exists(b) && Files.mismatch(a, b) < 0;
      if (chosen.test(name) && !same) {
        differing.add(name);
      }
    }
    return differing;
  }

  /** Fails unless a run left what the undisturbed one left, but for times and names of runs. */
  static void assertSameAsUndisturbed(Path evidence) throws IOException, InterruptedException {
    Path undisturbed = uninterrupted();
    assertTrue(Files.readString(undisturbed.resolve("plan.json")).contains("\"sha256\""));
    assertTrue(Files.size(undisturbed.resolve("training.jsonl")) > 10_000);
    assertEquals(List.of(), differing(undisturbed, evidence, name -> !EvidenceFiles.varies(name)));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }
}
