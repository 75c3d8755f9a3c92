package plugins.fairness.internal.inspect;

import governance.api.data.Column;
import governance.api.data.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that are equal in some columns.
 *
 * @param sets rows of equal content, those that have no equal among them too
 */
record Content(List<int[]> sets) {
  static Content of(Dataset data, List<Column> columns) {
    int[] keys = new int[data.size()];
    int distinct = 1;
    // One column after the other: a row's key is that of its columns so far and its next value.
    for (Column column : columns) {
      List<?> values = data.values(column.name());
      Map<Step, Integer> next = new HashMap<>();
      for (int row = 0; row < keys.length; row++) {
        keys[row] = next.computeIfAbsent(new Step(keys[row], values.get(row)), s -> next.size());
      }
      distinct = Math.max(1, next.size());
    }
    int[] sizes = new int[distinct];
    for (int key : keys) {
      sizes[key]++;
    }
    List<int[]> sets = new ArrayList<>(distinct);
    for (int size : sizes) {
      sets.add(new int[size]);
    }
    int[] filled = new int[distinct];
    for (int row = 0; row < keys.length; row++) {
      sets.get(keys[row])[filled[keys[row]]++] = row;
    }
    return new Content(sets);
  }

  private record Step(int before, Object value) {}
}
