package plugins.privacy.internal.mechanism;

import java.math.BigInteger;

/**
 * The discrete Laplace (two-sided geometric) distribution. Added to a whole number to which a row
 * contributes at most d it costs ε = d / scale with δ = 0 (Ghosh, Roughgarden, Sundararajan 2012,
 * doi 10.1137/09076828X).
 *
 * @param scale b, above 0
 */
public record LaplaceNoise(double scale) implements Noise {
  /** Returns the noise of an ε: b = d / ε. */
  public static LaplaceNoise of(double sensitivity, double epsilon) {
    return new LaplaceNoise(sensitivity / epsilon);
  }

  @Override
  public BigInteger draw(ExactSampler sampler) {
    return sampler.laplace(Ratio.atLeast(scale));
  }

  @Override
  public double halfWidth(double alpha) {
    return -scale * Math.log(alpha);
  }

  /** P(|k| &gt; h) = 2 e^(−(h + 1)/b) / (1 + e^(−1/b)). */
  @Override
  public long wholeHalfWidth(double alpha) {
    double least = -scale * Math.log(alpha * (1 + Math.exp(-1 / scale)) / 2) - 1;
    return Math.max(0, (long) Math.ceil(least));
  }

  @Override
  public String name() {
    return "discrete Laplace";
  }

  /** Of the continuous form: b·√2. */
  @Override
  public double deviation() {
    return scale * Math.sqrt(2);
  }
}
