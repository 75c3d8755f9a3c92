package governance.runtime.internal.cli.privacy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Six significant digits, rounded to the side on which a statement still holds. */
final class Rounding {
  private static final int DIGITS = 6;

  private Rounding() {}

  /** For what may not be more than is said, and for noise that may not be less than needed. */
  static double up(double value) {
    return round(value, RoundingMode.CEILING);
  }

  static double down(double value) {
    return round(value, RoundingMode.FLOOR);
  }

  private static double round(double value, RoundingMode mode) {
    return BigDecimal.valueOf(value).round(new MathContext(DIGITS, mode)).doubleValue();
  }
}
