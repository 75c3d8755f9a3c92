package governance.api.train;

/**
 * How gradients are treated.
 *
 * @param clipping what the norm bound applies to
 * @param clipNorm the bound on the Euclidean norm over all parameters, above 0; unused with NONE
 * @param noiseMultiplier standard deviation of the Gaussian noise in units of {@code clipNorm}, at
 *     least 0; above 0 only where each row is clipped
 * @param sampling how batches are drawn
 * @param noise what the noise is drawn from
 * @param rowsPerPerson how many training rows one person has at most, at least 1: what noise
 *     promises is promised for all of them together
 */
public record GradientPlan(
    Clipping clipping,
    double clipNorm,
    double noiseMultiplier,
    Sampling sampling,
    NoiseSource noise,
    int rowsPerPerson) {

  /** A plan where each row may be that of another person. */
  public GradientPlan(
      Clipping clipping,
      double clipNorm,
      double noiseMultiplier,
      Sampling sampling,
      NoiseSource noise) {
    this(clipping, clipNorm, noiseMultiplier, sampling, noise, 1);
  }

  /** A plan whose noise is cryptographic. */
  public GradientPlan(
      Clipping clipping, double clipNorm, double noiseMultiplier, Sampling sampling) {
    this(clipping, clipNorm, noiseMultiplier, sampling, NoiseSource.CRYPTOGRAPHIC);
  }

  /** What the norm bound applies to. */
  public enum Clipping {
    /** Gradients are left as they are. */
    NONE,
    /** The gradient of the batch, as usual in fine-tuning. */
    GLOBAL,
    /**
     * The gradient of each row, as differential privacy needs it: multiplied by min(1, clipNorm /
     * norm) (Abadi et al. 2016, algorithm 1).
     */
    PER_SAMPLE,
    /**
     * The gradient of each row, multiplied by clipNorm / (norm + 0.01), whose norm is below
     * clipNorm whatever the gradient is (automatic clipping, Bu et al. 2023, arXiv 2206.07136).
     *
     * @since 1.1
     */
    PER_SAMPLE_NORMALISED;

    /**
     * Returns whether the gradient of each row is bounded on its own.
     *
     * @since 1.1
     */
    public boolean perSample() {
      return this == PER_SAMPLE || this == PER_SAMPLE_NORMALISED;
    }
  }

  /** How batches are drawn. */
  public enum Sampling {
    /** Each epoch visits each row once in random order. */
    SHUFFLE,
    /** Each row takes part in each batch independently, with probability batch size / rows. */
    POISSON
  }

  /**
   * What noise is drawn from.
   *
   * @since 1.1
   */
  public enum NoiseSource {
    /** A cryptographic generator with a key from the system; a run cannot be repeated exactly. */
    CRYPTOGRAPHIC,
    /**
     * A function of seed and step, so that a run can be repeated. Who knows the seed can subtract
     * the noise: it protects nobody.
     */
    SEEDED
  }
}
