package plugins.fairness.internal.metric.individual;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The content of rows: the columns that make cases alike. */
final class Content {
  static final String NOTHING = "the setting content names no column that makes cases alike";

  private Content() {}

  /**
   * Returns the values of a column.
   *
   * @throws GovernanceException if there is no such column
   */
  static List<String> column(EvaluationSet set, String name) {
    try {
      return set.column(name);
    } catch (NoSuchElementException e) {
      throw GovernanceException.spec(
          "setting content", "got " + name, "columns " + set.columns(), "Name one of them");
    }
  }

  /** Returns a number for each row, equal where the rows are equal in a column; 0 is missing. */
  static int[] codes(List<String> values) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] codes = new int[values.size()];
    int row = 0;
    for (String value : values) {
      codes[row++] = value == null ? 0 : numbers.computeIfAbsent(value, v -> numbers.size() + 1);
    }
    return codes;
  }

  /** Returns a number from 0 for each row, equal where the rows are equal in all columns. */
  static int[] cells(EvaluationSet set, String[] columns) {
    int[] cells = new int[set.size()];
    for (String column : columns) {
      int[] codes = codes(column(set, column));
      Map<Long, Integer> numbers = new HashMap<>();
      for (int row = 0; row < cells.length; row++) {
        long both = (long) cells[row] << 32 | codes[row];
        cells[row] = numbers.computeIfAbsent(both, b -> numbers.size());
      }
    }
    return cells;
  }

  /** Returns the number of cells. */
  static int count(int[] cells) {
    return Arrays.stream(cells).max().orElse(-1) + 1;
  }
}
