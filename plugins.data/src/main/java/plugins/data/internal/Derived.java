package plugins.data.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column made from another: {@code yes} where its value compares as stated, {@code no} where not,
 * missing where the value is missing or no number.
 *
 * @param name the new column
 * @param column the column it is made from
 * @param operator one of {@code >= <= > < =}
 * @param operand what is compared with; a text with {@code =}, else a finite number
 */
record Derived(String name, String column, String operator, String operand) {
  static final String FORM = "new=column>number (or >= < <=), or new=column=value";
  private static final Pattern WRITTEN = Pattern.compile("([^=]+)=(.+?)(>=|<=|>|<|=)(.+)");

  /** Reads the form above; null when the text has another. */
  static Derived parse(String text) {
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    boolean number = !parts.group(3).equals("=");
    if (number && !Double.isFinite(number(parts.group(4)))) {
      return null;
    }
    return new Derived(
        parts.group(1).strip(), parts.group(2).strip(), parts.group(3), parts.group(4).strip());
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Returns the value of the new column. */
  String of(Object value) {
    if (value == null) {
      return null;
    }
    if (operator.equals("=")) {
      return answer(value.equals(operand));
    }
    double got = number((String) value);
    double limit = number(operand);
    return Double.isNaN(got)
        ? null
        : answer(
            switch (operator) {
              case ">=" -> got >= limit;
              case "<=" -> got <= limit;
              case ">" -> got > limit;
              default -> got < limit;
            });
  }

  private static String answer(boolean holds) {
    return holds ? "yes" : "no";
  }
}
