package plugins.privacy.internal.mechanism;

import java.math.BigInteger;
import plugins.privacy.internal.accounting.Normal;

/**
 * The discrete Gaussian. Added to a value to which a row contributes at most d it costs no more
 * than the continuous one: α·d²/(2σ²) in Rényi divergence of any order α (Canonne, Kamath, Steinke
 * 2020, theorem 4).
 *
 * @param deviation σ, above 0
 */
public record GaussianNoise(double deviation) implements Noise {
  /** Returns the noise of zero-concentrated privacy ρ: σ = d / √(2ρ) (Bun, Steinke 2016). */
  public static GaussianNoise of(double sensitivity, double rho) {
    return new GaussianNoise(sensitivity / Math.sqrt(2 * rho));
  }

  @Override
  public BigInteger draw(ExactSampler sampler) {
    return sampler.gaussian(Ratio.atLeast(deviation * deviation));
  }

  @Override
  public double halfWidth(double alpha) {
    return deviation * Normal.quantileAbove(alpha / 2);
  }

  /** A discrete Gaussian is at least m no more often than a continuous one at least m − 1. */
  @Override
  public long wholeHalfWidth(double alpha) {
    return (long) Math.floor(halfWidth(alpha)) + 1;
  }

  @Override
  public String name() {
    return "discrete Gaussian";
  }
}
