package plugins.data.internal.rowtext;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.ValueType;
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
 * @param bins intervals of a numeric column, else null
 * @param values short forms of the training values of a column of categories, else null
 */
record Field(String column, String label, Bins bins, Map<String, String> values) {

  /** Learns how to write a column. */
  static Field fit(Dataset training, Column column, String label, int bins) {
    List<?> all = training.values(column.name());
    if (column.type() == ValueType.NUMBER) {
      double[] numbers = all.stream().mapToDouble(v -> (Double) v).toArray();
      return new Field(column.name(), label, Bins.fit(numbers, bins), null);
    }
    Set<String> distinct = new HashSet<>();
    all.stream().filter(Objects::nonNull).forEach(v -> distinct.add((String) v));
    return new Field(column.name(), label, null, Wording.values(distinct));
  }

  /** Returns the value as words; {@code missing} when there is none. */
  String text(Object value, String missing) {
    if (bins != null) {
      double number = (Double) value;
      return Double.isNaN(number) ? missing : Integer.toString(bins.index(number));
    }
    if (value == null) {
      return missing;
    }
    String known = values.get((String) value);
    return known != null ? known : unseen((String) value);
  }

  private static String unseen(String value) {
    List<String> words = Wording.words(value);
    return words.isEmpty() ? value : String.join(" ", words);
  }

  /** Returns what was learnt, in one line. */
  String state() {
    return column + " as " + label + ": " + (bins != null ? bins.edges() : values);
  }
}
