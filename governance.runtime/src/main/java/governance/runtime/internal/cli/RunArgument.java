package governance.runtime.internal.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names a run that was made before: shared by the commands that look at one. */
final class RunArgument {
  @Parameters(paramLabel = "RUN", description = "A run's id, the path of its folder, or latest.")
  private String run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder that holds runs (default: runs).")
  private Path out = Path.of("runs");

  Evidence evidence() {
    return Evidence.find(run, out);
  }
}
