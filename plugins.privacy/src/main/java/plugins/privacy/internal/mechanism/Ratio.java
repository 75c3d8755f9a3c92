package plugins.privacy.internal.mechanism;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A number as a quotient of whole numbers, so that chance is decided without rounding.
 *
 * @param over at least 0
 * @param under above 0
 */
record Ratio(BigInteger over, BigInteger under) {
  private static final BigInteger FINE = BigInteger.ONE.shiftLeft(20);

  static Ratio of(BigInteger over, BigInteger under) {
    return new Ratio(over, under);
  }

  static Ratio of(long over, long under) {
    return new Ratio(BigInteger.valueOf(over), BigInteger.valueOf(under));
  }

  /** Returns a multiple of 2^-20 that is at least the number: noise may be more, never less. */
  static Ratio atLeast(double value) {
    return rounded(value, RoundingMode.CEILING);
  }

  /** Returns a multiple of 2^-20 that is at most the number. */
  static Ratio atMost(double value) {
    return rounded(value, RoundingMode.FLOOR);
  }

  private static Ratio rounded(double value, RoundingMode mode) {
    BigDecimal fine = new BigDecimal(value).multiply(new BigDecimal(FINE)).setScale(0, mode);
    return new Ratio(fine.toBigIntegerExact(), FINE);
  }

  /** Returns exactly the number that a double is. */
  static Ratio exactly(double value) {
    BigDecimal decimal = new BigDecimal(value);
    return new Ratio(decimal.unscaledValue(), BigInteger.TEN.pow(Math.max(0, decimal.scale())));
  }

  Ratio times(long factor) {
    return new Ratio(over.multiply(BigInteger.valueOf(factor)), under);
  }
}
