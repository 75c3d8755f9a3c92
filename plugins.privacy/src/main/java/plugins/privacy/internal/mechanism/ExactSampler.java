package plugins.privacy.internal.mechanism;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Draws whole numbers of exact distributions with whole-number arithmetic alone (Canonne, Kamath,
 * Steinke 2020, The discrete Gaussian for differential privacy, arXiv 2004.00010, algorithms 1 to
 * 3). Noise of floating-point numbers has gaps by which an attacker can tell what it was added to
 * (Mironov 2012, doi 10.1145/2382196.2382264); whole numbers have none. How long a draw takes
 * depends on what is drawn: do not let an attacker time it. For one thread.
 */
public final class ExactSampler {
  private final Random random;

  /** Draws from the platform's cryptographic generator. */
  public ExactSampler() {
    this(new SecureRandom());
  }

  /** Draws from a given source; only one that cannot be predicted gives privacy. */
  ExactSampler(Random random) {
    this.random = random;
  }

  /** Returns a whole number from 0 to below a limit, each alike. */
  BigInteger below(BigInteger limit) {
    int bits = limit.subtract(BigInteger.ONE).bitLength();
    BigInteger drawn = new BigInteger(bits, random);
    while (drawn.compareTo(limit) >= 0) {
      drawn = new BigInteger(bits, random);
    }
    return drawn;
  }

  /** Returns true with a probability in [0, 1]. */
  boolean happens(Ratio probability) {
    return below(probability.under()).compareTo(probability.over()) < 0;
  }

  /** Returns true with the probability e^-x, x at least 0. */
  boolean decays(Ratio x) {
    BigInteger over = x.over();
    while (over.compareTo(x.under()) > 0) {
      if (!decaysByOne(x.under(), x.under())) {
        return false;
      }
      over = over.subtract(x.under());
    }
    return decaysByOne(over, x.under());
  }

  /** The same for x in [0, 1]: a run of events of probability x/k ends at an odd k. */
  private boolean decaysByOne(BigInteger over, BigInteger under) {
    int k = 1;
    BigInteger times = under;
    while (happens(new Ratio(over, times))) {
      k++;
      times = under.multiply(BigInteger.valueOf(k));
    }
    return k % 2 == 1;
  }

  /** Returns k with a probability in proportion to e^(-|k| / scale), scale above 0. */
  BigInteger laplace(Ratio scale) {
    BigInteger length = scale.over();
    Ratio one = Ratio.of(1, 1);
    while (true) {
      BigInteger part = below(length);
      if (!decays(new Ratio(part, length))) {
        continue;
      }
      BigInteger whole = BigInteger.ZERO;
      while (decays(one)) {
        whole = whole.add(BigInteger.ONE);
      }
      BigInteger size = part.add(length.multiply(whole)).divide(scale.under());
      boolean negative = random.nextBoolean();
      if (!negative || size.signum() != 0) {
        return negative ? size.negate() : size;
      }
    }
  }

  /** Returns k with a probability in proportion to e^(-k² / (2 · variance)), variance above 0. */
  BigInteger gaussian(Ratio variance) {
    BigInteger over = variance.over();
    BigInteger under = variance.under();
    BigInteger scale = over.divide(under).sqrt().add(BigInteger.ONE);
    BigInteger unit = under.multiply(scale);
    BigInteger divisor = over.shiftLeft(1).multiply(under).multiply(scale).multiply(scale);
    while (true) {
      BigInteger drawn = laplace(new Ratio(scale, BigInteger.ONE));
      BigInteger off = drawn.abs().multiply(unit).subtract(over);
      if (decays(new Ratio(off.multiply(off), divisor))) {
        return drawn;
      }
    }
  }
}
