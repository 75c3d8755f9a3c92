package governance.engine.internal.train;

/**
 * The seed of a step: a function of run seed and step number, so resuming needs no random state.
 */
public final class StepSeed {
  private StepSeed() {}

  /** Mixes both numbers (SplitMix64), so that neighbouring steps and runs are unrelated. */
  public static long of(long runSeed, long step) {
    long z = runSeed * 0x9e3779b97f4a7c15L + step;
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
