package governance.engine.internal.noise;

import governance.engine.internal.device.NoiseKernel;

/** Noise by one kernel, which takes no memory beside the sums. */
final class KernelNoise implements NoiseForm {
  /** As many groups of threads as a card takes in one launch, and more than any model needs. */
  private static final long MOST = 1L << 40;

  @Override
  public long mostValues() {
    return MOST;
  }

  @Override
  public int mostParts() {
    return NoiseKernel.most();
  }

  @Override
  public void add(Call call) {
    NoiseKernel.add(
        call.sums(),
        call.starts(),
        call.counts(),
        call.key(),
        call.first(),
        call.deviation(),
        1 / call.grid(),
        call.grid() * call.factor());
  }
}
