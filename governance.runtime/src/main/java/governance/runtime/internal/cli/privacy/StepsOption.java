package governance.runtime.internal.cli.privacy;

import picocli.CommandLine.Option;

/** How many steps: shared by the questions that begin with it. */
final class StepsOption {
  @Option(names = "--steps", paramLabel = "K", required = true, description = "Number of steps.")
  private long steps;

  long get() {
    return steps;
  }
}
