package plugins.data.internal.rowtext;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How one column is written in a row's text.
 *
 * @param column the column
 * @param label what it is called in the text
 * @param bins intervals of a numeric column that is written by bins, else null
 * @param unit what follows a number that is written as it stands; empty for nothing
 * @param values short forms of the training values of a column of categories, else null
 */
record Field(String column, String label, Bins bins, String unit, Map<String, String> values) {
  private static final MathContext DIGITS = new MathContext(4);

  /**
   * Learns how to write a column.
   *
   * @param bins greatest number of bins of a number, or 0 to write numbers as they stand
   */
  static Field fit(Dataset training, Column column, String label, int bins, String unit) {
    List<?> all = training.values(column.name());
    if (column.type() == ValueType.NUMBER) {
      double[] numbers = all.stream().mapToDouble(v -> (Double) v).toArray();
      return new Field(
          column.name(), label, bins == 0 ? null : Bins.fit(numbers, bins), unit, null);
    }
    Set<String> distinct = new HashSet<>();
    all.stream().filter(Objects::nonNull).forEach(v -> distinct.add((String) v));
    return new Field(column.name(), label, null, "", Wording.values(distinct));
  }

  /** Returns the value as words; {@code missing} when there is none. */
  String text(Object value, String missing) {
    if (values == null) {
      double number = (Double) value;
      return Double.isNaN(number) ? missing : number(number);
    }
    if (value == null) {
      return missing;
    }
    String known = values.get((String) value);
    return known != null ? known : unseen((String) value);
  }

  private String number(double number) {
    if (bins != null) {
      return Integer.toString(bins.index(number));
    }
    String plain = BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
    return unit.isEmpty() ? plain : plain + " " + unit;
  }

  private static String unseen(String value) {
    List<String> words = Wording.words(value);
    return words.isEmpty() ? value : String.join(" ", words);
  }

  /** Returns what was learnt, in one line. */
  String state() {
    Object learnt = bins != null ? bins.edges() : values != null ? values : "value " + unit;
    return column + " as " + label + ": " + learnt;
  }
}
