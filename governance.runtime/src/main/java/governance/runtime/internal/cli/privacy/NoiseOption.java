package governance.runtime.internal.cli.privacy;

import picocli.CommandLine.Option;

/** How much noise steps add: shared by the questions that begin with it. */
final class NoiseOption {
  @Option(
      names = "--noise",
      paramLabel = "S",
      required = true,
      description = "Standard deviation of the noise over the clip norm.")
  private double noise;

  double get() {
    return noise;
  }
}
