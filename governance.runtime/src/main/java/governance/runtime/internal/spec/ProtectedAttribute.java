package governance.runtime.internal.spec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What groups of people are formed by: the values of a column ({@code sex}), or a comparison that
 * parts its values in two ({@code age>=25}, {@code race=White}, {@code status in [A92,A95]}).
 *
 * @param text the attribute as it was written, without spaces around the operator; its name in
 *     metrics
 * @param column the column it rests on
 * @param comparison how the column's values are parted; empty to take each value as a group
 */
public record ProtectedAttribute(String text, String column, Optional<Comparison> comparison) {
  private static final Pattern COMPARED = Pattern.compile("(.*?)\\s*(>=|<=|>|<|=)\\s*(.*)");
  private static final Pattern LISTED = Pattern.compile("(?:(.*?)\\s+)?in\\s*\\[(.*)");
  private static final String FORMS =
      "a column, or COLUMN>=NUMBER, COLUMN<NUMBER, COLUMN=VALUE, COLUMN in [VALUE,VALUE]";

  /**
   * Reads an attribute.
   *
   * @throws IllegalArgumentException if there is no column, or nothing (or no number) to compare
   *     with; the message says what is allowed
   */
  public static ProtectedAttribute parse(String written) {
    Matcher listed = LISTED.matcher(written.strip());
    if (listed.matches()) {
      return listed(Objects.requireNonNullElse(listed.group(1), ""), listed.group(2));
    }
    Matcher parts = COMPARED.matcher(written.strip());
    if (!parts.matches()) {
      return plain(written.strip());
    }
    String column = parts.group(1);
    String operator = parts.group(2);
    String operand = parts.group(3);
    if (column.isEmpty() || operand.isEmpty()) {
      throw new IllegalArgumentException(FORMS);
    }
    double number = operator.equals("=") ? Double.NaN : number(operand);
    return new ProtectedAttribute(
        column + operator + operand,
        column,
        Optional.of(new Comparison(operator, operand, number, Set.of())));
  }

  private static ProtectedAttribute listed(String column, String rest) {
    List<String> values =
        Stream.of(rest.replaceFirst("\\]$", "").split(",", -1)).map(String::strip).toList();
    boolean closed = rest.endsWith("]") && !rest.replaceFirst("\\]$", "").matches(".*[\\[\\]].*");
    Set<String> distinct = new LinkedHashSet<>(values);
    if (column.isEmpty() || !closed || values.contains("") || distinct.size() < values.size()) {
      throw new IllegalArgumentException(
          "COLUMN in [VALUE,VALUE] with values that differ, such as status in [A92,A95]");
    }
    String operand = "[" + String.join(",", values) + "]";
    return new ProtectedAttribute(
        column + " in " + operand,
        column,
        Optional.of(new Comparison("in", operand, Double.NaN, distinct)));
  }

  private static ProtectedAttribute plain(String column) {
    if (column.isEmpty()) {
      throw new IllegalArgumentException("the name of a column");
    }
    return new ProtectedAttribute(column, column, Optional.empty());
  }

  private static double number(String operand) {
    try {
      double number = Double.parseDouble(operand);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a number after >=, <=, > or <", e);
    }
    throw new IllegalArgumentException("a finite number after >=, <=, > or <");
  }

  /**
   * Returns the name of the group that a value belongs to, or null when the value is missing (null,
   * NaN or an empty text) or is no number where one is compared.
   *
   * @param value a String or a Double, as a data set holds it
   */
  public String group(Object value) {
    if (value == null
        || value instanceof Double d && d.isNaN()
        || value instanceof String s && s.isBlank()) {
      return null;
    }
    return comparison.isPresent() ? comparison.get().group(column, value) : shown(value);
  }

  static String shown(Object value) {
    boolean whole = value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15;
    return whole ? Long.toString(((Double) value).longValue()) : value.toString();
  }

  /**
   * A comparison that parts values in two groups.
   *
   * @param operator one of {@code >= <= > < = in}
   * @param operand what is compared with, as written
   * @param number the operand as a number; NaN with {@code =} and {@code in}
   * @param values what belongs to the first group with {@code in}; else empty
   */
  public record Comparison(String operator, String operand, double number, Set<String> values) {
    /** Copies the values. */
    public Comparison {
      values = Set.copyOf(values);
    }

    private String group(String column, Object value) {
      if (operator.equals("in")) {
        return column + (values.contains(shown(value).strip()) ? " in " : " not in ") + operand;
      }
      if (operator.equals("=")) {
        return column + (shown(value).equals(operand) ? "=" : "≠") + operand;
      }
      double got = value instanceof Double d ? d : numberOrNaN(value.toString());
      if (Double.isNaN(got)) {
        return null;
      }
      return column + (holds(got) ? operator : opposite()) + operand;
    }

    private boolean holds(double got) {
      return switch (operator) {
        case ">=" -> got >= number;
        case "<=" -> got <= number;
        case ">" -> got > number;
        default -> got < number;
      };
    }

    private String opposite() {
      return switch (operator) {
        case ">=" -> "<";
        case "<=" -> ">";
        case ">" -> "<=";
        default -> ">=";
      };
    }

    static double numberOrNaN(String text) {
      try {
        return Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
  }
}
