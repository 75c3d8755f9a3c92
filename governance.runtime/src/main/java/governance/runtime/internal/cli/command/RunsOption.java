package governance.runtime.internal.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Names the folder that holds runs: shared by the commands that look for runs or make them. */
final class RunsOption {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder that holds runs (default: runs).")
  private Path out = Path.of("runs");

  /** Returns the folder. */
  Path folder() {
    return out;
  }
}
