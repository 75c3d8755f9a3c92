package plugins.fairness.internal.inspect;

import java.util.Locale;

/** Figures as sentences have them. */
final class Words {
  private Words() {}

  /** Returns a share in per cent. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Returns a difference of shares in percentage points. */
  static String points(double difference) {
    return String.format(Locale.ROOT, "%.1f points", 100 * difference);
  }

  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  static String rows(long n) {
    return count(n) + (n == 1 ? " row" : " rows");
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Returns a number that may be small, with two digits that count. */
  static String small(double value) {
    return value != 0 && Math.abs(value) < 0.01
        ? String.format(Locale.ROOT, "%.1e", value)
        : number(value);
  }

  /** Returns the ends of an interval of a difference of shares, in percentage points. */
  static String interval(double low, double high) {
    return String.format(Locale.ROOT, "95 %% interval %.1f to %.1f", 100 * low, 100 * high);
  }

  /** Returns a group with its attribute, which a comparison such as age&lt;25 has in its name. */
  static String group(String attribute, String group) {
    boolean named = group.matches(".*[<>=≠].*") || group.contains(" in [");
    return named ? group : attribute + " " + group;
  }

  static String p(double p) {
    return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
  }

  static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
