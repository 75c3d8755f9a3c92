package governance.runtime.internal.cli.privacy;

import picocli.CommandLine.Option;

/** The target of a question. */
final class TargetOption {
  @Option(
      names = "--epsilon",
      paramLabel = "E",
      required = true,
      description = "The target, usually 1 to 8.")
  private double epsilon;

  double get() {
    return epsilon;
  }
}
