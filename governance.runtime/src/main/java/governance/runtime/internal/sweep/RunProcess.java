package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import governance.api.run.RunRequest;
import governance.runtime.internal.store.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A run in a process of its own, because the engine trains one model in a process. What it prints
 * is kept beside its evidence.
 */
final class RunProcess {
  /** What a run prints; hidden, since it is none of the evidence. */
  private static final String LOG = ".printed.txt";

  /** How long a run that is asked to stop may take to its next checkpoint. */
  private static final long PATIENCE_SECONDS = 120;

  private final Path log;
  private final Process process;
  private long memory;

  private RunProcess(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a run.
   *
   * @param program the start script
   * @param request what is to run; below its {@code out} the run is made
   * @param begun the evidence of the run where it goes on
   * @param told variables of its environment besides those of this process
   */
  static RunProcess start(
      Path program, RunRequest request, Optional<Path> begun, Map<String, String> told) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    if (begun.isPresent()) {
      words.addAll(List.of("resume", begun.get().toString(), "--quiet"));
    } else {
      String out = request.out().toString();
      words.addAll(List.of("run", request.target(), "--quiet", "--out", out));
      new TreeMap<>(request.overrides())
          .forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
      new TreeMap<>(request.origins())
          .forEach((key, text) -> words.addAll(List.of("--origin", key + "=" + text)));
    }
    Storage.prepare(request.out());
    Path log = request.out().resolve(LOG);
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().putAll(told);
      Process process = builder.redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      return new RunProcess(log, process);
    } catch (IOException e) {
      throw GovernanceException.spec(
          "--jobs", "a process could not be started: " + e.getMessage(), "1", "Leave it out");
    }
  }

  /** Asks the run to stop at its next checkpoint, as Ctrl-C does. */
  void ask() {
    process.destroy();
  }

  /**
   * Waits for the end; when interrupted, asks the run to stop at its next checkpoint first.
   *
   * @return the exit code
   */
  int await() throws InterruptedException {
    try {
      while (!process.waitFor(1, TimeUnit.SECONDS)) {
        memory = Math.max(memory, resident());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      throw e;
    }
  }

  /** Returns the most bytes of memory the process was seen to hold, 0 where that is not told. */
  long memory() {
    return memory;
  }

  private long resident() {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // it has ended, or the system tells nothing
    }
  }

  /** Returns the first error that was printed, or how the process ended. */
  String error() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith("error: "))
          .map(line -> line.substring("error: ".length()))
          .findFirst()
          .orElse("The process ended with code " + process.exitValue() + ", see " + log + ".");
    } catch (IOException | java.io.UncheckedIOException e) {
      return "The process ended with code " + process.exitValue() + ".";
    }
  }
}
