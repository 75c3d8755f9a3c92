package governance.runtime.internal.store;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as ECMAScript writes them (RFC 8785, section 3.2.2.3): the shortest digits that read back
 * as the same double. {@link Double#toString(double)} is not used, because Java before 19 does not
 * always give the shortest ones.
 */
final class JsonNumber {
  /** Any decimal of so many digits survives the way through a normal double. */
  private static final int SAFE_DIGITS = 15;

  private static final int MOST_DIGITS = 17;

  private JsonNumber() {}

  static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("JSON has no number " + value);
    }
    if (value == 0) {
      return "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      return Long.toString((long) value);
    }
    return plain(shortest(Math.abs(value)), value < 0 ? "-" : "");
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    int from = value < Double.MIN_NORMAL ? 1 : SAFE_DIGITS;
    for (int digits = from; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static String plain(BigDecimal value, String sign) {
    String digits = value.unscaledValue().toString();
    int count = digits.length();
    int point = count - value.scale();
    if (point > 21 || point < -5) {
      String fraction = count > 1 ? "." + digits.substring(1) : "";
      int exponent = point - 1;
      return sign
          + digits.charAt(0)
          + fraction
          + "e"
          + (exponent < 0 ? "-" : "+")
          + Math.abs(exponent);
    }
    if (point >= count) {
      return sign + digits + "0".repeat(point - count);
    }
    if (point > 0) {
      return sign + digits.substring(0, point) + "." + digits.substring(point);
    }
    return sign + "0." + "0".repeat(-point) + digits;
  }
}
