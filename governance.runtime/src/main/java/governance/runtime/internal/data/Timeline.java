package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The order of rows by time. */
final class Timeline {
  private Timeline() {}

  /**
   * Returns the numbers of all rows from the earliest to the latest; rows of one time keep their
   * order. Numbers are ordered as numbers, all else as text, which suits dates and times of ISO
   * 8601.
   *
   * @throws GovernanceException if a row has no time
   */
  static List<Integer> of(Dataset data, String column) {
    List<?> times = data.values(column);
    for (int row = 0; row < times.size(); row++) {
      Object time = times.get(row);
      if (time == null || time instanceof Double d && d.isNaN()) {
        throw GovernanceException.data(
            "data.split.time",
            "row " + (row + 1) + " has no value in column \"" + column + "\"",
            "a time for each row",
            "Leave such rows out with --set 'data.where=[\"" + column + "\"]'");
      }
    }
    Comparator<Integer> order =
        times.get(0) instanceof Double
            ? Comparator.comparingDouble(row -> (Double) times.get(row))
            : Comparator.comparing(row -> times.get(row).toString());
    return new ArrayList<>(IntStream.range(0, times.size()).boxed().sorted(order).toList());
  }
}
