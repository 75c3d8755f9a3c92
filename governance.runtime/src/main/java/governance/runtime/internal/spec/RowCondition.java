package governance.runtime.internal.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows of the data a run uses: those that have a value in a column ({@code narrative}), or
 * one that compares ({@code age>=18}, {@code status=closed}, {@code status!=open}). A row whose
 * value is missing, or no number where one is compared, meets no condition but {@code !=}.
 *
 * @param text the condition as it was written, without spaces around the operator
 * @param column the column it rests on
 * @param operator one of {@code >= <= > < = !=}; empty to ask for any value
 * @param operand what is compared with, as written
 * @param number the operand as a number; NaN where none is compared
 */
public record RowCondition(
    String text, String column, String operator, String operand, double number) {
  private static final Pattern COMPARED = Pattern.compile("(.*?)\\s*(>=|<=|!=|>|<|=)\\s*(.*)");

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException if there is no column, or nothing (or no number) to compare
   *     with; the message says what is allowed
   */
  public static RowCondition parse(String written) {
    String text = written.strip();
    Matcher parts = COMPARED.matcher(text);
    if (!parts.matches()) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("the name of a column");
      }
      return new RowCondition(text, text, "", "", Double.NaN);
    }
    String column = parts.group(1);
    String operator = parts.group(2);
    String operand = parts.group(3);
    if (column.isEmpty() || operand.isEmpty()) {
      throw new IllegalArgumentException("COLUMN, COLUMN=VALUE, COLUMN!=VALUE or COLUMN>=NUMBER");
    }
    boolean asText = operator.equals("=") || operator.equals("!=");
    double number = asText ? Double.NaN : number(operand);
    return new RowCondition(column + operator + operand, column, operator, operand, number);
  }

  private static double number(String operand) {
    double number = ProtectedAttribute.Comparison.numberOrNaN(operand);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("a finite number after >=, <=, > or <");
    }
    return number;
  }

  /**
   * Returns whether a row meets the condition.
   *
   * @param value the row's value as its source gave it: a String, a Double or a list of words
   */
  public boolean holds(Object value) {
    String shown = value == null ? "" : ProtectedAttribute.shown(value).strip();
    boolean missing = shown.isEmpty() || value instanceof Double d && d.isNaN();
    return switch (operator) {
      case "" -> !missing;
      case "=" -> !missing && shown.equals(operand);
      case "!=" -> missing || !shown.equals(operand);
      default -> compares(ProtectedAttribute.Comparison.numberOrNaN(shown));
    };
  }

  private boolean compares(double got) {
    return switch (operator) {
      case ">=" -> got >= number;
      case "<=" -> got <= number;
      case ">" -> got > number;
      default -> got < number;
    };
  }
}
