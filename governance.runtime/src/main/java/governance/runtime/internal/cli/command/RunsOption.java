package governance.runtime.internal.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Names the folder that holds runs: shared by the commands that look for runs or make them. */
public final class RunsOption {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder that holds runs (default: runs).")
  private Path out = Path.of("runs");

  /** Returns the folder. */
  public Path folder() {
    return out;
  }
}
