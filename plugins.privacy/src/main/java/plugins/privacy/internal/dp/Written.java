package plugins.privacy.internal.dp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers for readers and for evidence. Figures of accountants may differ in the last bit between
 * two processes, as compiled and interpreted code round differently; what has to be the same when a
 * run goes on is cut to the digits that mean something, to the safe side.
 */
final class Written {
  private static final int DIGITS = 6;

  private Written() {}

  /** Returns a number with six digits that is at least the given one. */
  static double up(double value) {
    return rounded(value, RoundingMode.CEILING);
  }

  /** Returns a number with six digits that is at most the given one. */
  static double down(double value) {
    return rounded(value, RoundingMode.FLOOR);
  }

  private static double rounded(double value, RoundingMode mode) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(DIGITS, mode)).doubleValue()
        : value;
  }

  /** Returns a number with at most six digits that say something. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value)
        .replaceAll("(\\.\\d*?)0+(e|$)", "$1$2")
        .replaceAll("\\.(e|$)", "$1");
  }
}
