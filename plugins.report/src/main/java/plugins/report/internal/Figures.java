package plugins.report.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Writes figures for readers; the same in every locale, with a real minus sign and narrow spaces.
 */
final class Figures {
  /** Stands for a figure that is not defined. */
  static final String NONE = "–";

  private static final String THIN = "\u202f";
  private static final double TINY = 1e-3;
  private static final double HUGE = 1e6;
  private static final int DIGITS = 4;

  private Figures() {}

  /** A value in the unit of its metric. */
  static String value(double value, String unit) {
    return switch (unit) {
      case "share" -> fixed(100 * value, 1) + THIN + "%";
      case "score" -> fixed(value, 3);
      case "count" -> count(value);
      case "seconds" -> duration(value);
      default -> number(value);
    };
  }

  /** A difference of two values, with its sign; of shares in percentage points. */
  static String change(double value, String unit) {
    String text = "share".equals(unit) ? fixed(100 * value, 1) + THIN + "pp" : value(value, unit);
    return value > 0 ? "+" + text : text;
  }

  /** A whole number in groups of three digits. */
  static String count(double value) {
    return format("#,##0", value);
  }

  /** A number with four significant digits. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < HUGE) {
      return count(value);
    }
    double size = Math.abs(value);
    if (size < TINY || size >= HUGE) {
      return format("0.###E0", value).replace("E", "e");
    }
    return minus(
        new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString());
  }

  /** A time span in seconds. */
  static String duration(double seconds) {
    if (seconds < 10) {
      return fixed(seconds, 1) + THIN + "s";
    }
    long all = Math.round(seconds);
    long hours = all / 3600;
    long minutes = all % 3600 / 60;
    if (hours > 0) {
      return hours + THIN + "h " + minutes + THIN + "min";
    }
    return minutes > 0 ? minutes + THIN + "min " + all % 60 + THIN + "s" : all + THIN + "s";
  }

  /** A number of bytes. */
  static String bytes(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    double rest = bytes;
    while (rest >= 1000 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    return (unit == 0 ? count(rest) : fixed(rest, 1)) + THIN + units[unit];
  }

  private static String fixed(double value, int decimals) {
    return format("0." + "0".repeat(decimals), value);
  }

  private static String format(String pattern, double value) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator(THIN.charAt(0));
    // Adding 0.0 turns a negative zero into zero.
    String text = new DecimalFormat(pattern, symbols).format(value + 0.0);
    return minus(text.matches("-0[.0]*") ? text.substring(1) : text);
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}
