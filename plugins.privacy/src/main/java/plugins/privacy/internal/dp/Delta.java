package plugins.privacy.internal.dp;

import governance.api.GovernanceException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The probability that a guarantee fails, as a number or by the number n of rows. */
final class Delta {
  /** Well below 1/n, at which a mechanism could publish one whole row and still keep it. */
  static final String USUAL = "1/n^1.1";

  private static final String NUMBER = "(\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)";
  private static final Pattern OVER = Pattern.compile(NUMBER + "/n(?:\\^" + NUMBER + ")?");
  private static final Pattern POWER = Pattern.compile("n\\^-" + NUMBER);
  private static final Pattern PLAIN = Pattern.compile(NUMBER);
  private static final double LEAST = 1e-100;

  private Delta() {}

  /**
   * Returns δ for a number of rows.
   *
   * @throws GovernanceException if it cannot be read, or does not lie below 1/n
   */
  static double of(String written, long rows) {
    double delta = value(written.replaceAll("\\s", ""), rows);
    if (Double.isNaN(delta)) {
      throw wrong(
          "is \"" + written + "\"",
          "a number, a/n, a/n^b or n^-b with n the number of training rows",
          "Leave it out for " + USUAL);
    }
    if (!(delta >= LEAST && delta < 1)) {
      throw wrong("is " + Written.number(delta), "above 0, below 1/n", "Leave it out for " + USUAL);
    }
    if (delta >= 1.0 / rows) {
      throw wrong(
          "is %s for %d training rows".formatted(Written.number(delta), rows),
          "below 1/n = " + Written.number(1.0 / rows),
          "Choose one well below, such as "
              + USUAL
              + ": at 1/n a mechanism may publish one whole row and still keep it");
    }
    return delta;
  }

  private static double value(String text, long rows) {
    Matcher over = OVER.matcher(text.toLowerCase(Locale.ROOT));
    if (over.matches()) {
      double power = over.group(2) == null ? 1 : Double.parseDouble(over.group(2));
      return Written.down(Double.parseDouble(over.group(1)) / Math.pow(rows, power));
    }
    Matcher power = POWER.matcher(text.toLowerCase(Locale.ROOT));
    if (power.matches()) {
      return Written.down(Math.pow(rows, -Double.parseDouble(power.group(1))));
    }
    return PLAIN.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  private static GovernanceException wrong(String got, String allowed, String advice) {
    return GovernanceException.spec(DpPolicy.ID + " setting delta", got, allowed, advice);
  }
}
