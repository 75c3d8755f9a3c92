package governance.api.train;

/**
 * How gradients are treated.
 *
 * @param clipping what the norm bound applies to
 * @param clipNorm the bound on the Euclidean norm over all parameters, above 0; unused with NONE
 * @param noiseMultiplier standard deviation of the Gaussian noise in units of {@code clipNorm}, at
 *     least 0
 * @param sampling how batches are drawn
 */
public record GradientPlan(
    Clipping clipping, double clipNorm, double noiseMultiplier, Sampling sampling) {

  /** What the norm bound applies to. */
  public enum Clipping {
    /** Gradients are left as they are. */
    NONE,
    /** The gradient of the batch, as usual in fine-tuning. */
    GLOBAL,
    /**
     * The gradient of each row, as differential privacy needs it (Abadi et al. 2016, algorithm 1).
     */
    PER_SAMPLE
  }

  /** How batches are drawn. */
  public enum Sampling {
    /** Each epoch visits each row once in random order. */
    SHUFFLE,
    /** Each row takes part in each batch independently, with probability batch size / rows. */
    POISSON
  }
}
