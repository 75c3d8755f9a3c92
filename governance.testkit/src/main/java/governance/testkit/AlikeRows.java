package governance.testkit;

import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows that agree in all that a metric reads, put together to one, as the runtime does it. */
final class AlikeRows {
  private AlikeRows() {}

  /** Returns the set with rows that are alike as one row; those of weight 0 stay apart. */
  static EvaluationSet of(EvaluationSet set, Basis basis) {
    Map<List<Object>, List<Integer>> alike = new LinkedHashMap<>();
    for (int row = 0; row < set.size(); row++) {
      alike.computeIfAbsent(key(set, basis, row), k -> new ArrayList<>()).add(row);
    }
    List<List<Integer>> cells = List.copyOf(alike.values());
    int[] first = cells.stream().mapToInt(rows -> rows.get(0)).toArray();
    EvaluationSet.Builder builder =
        EvaluationSet.builder(set.task(), set.classes())
            .favourable(set.favourable())
            .labels(picked(set.labels(), first))
            .predictions(picked(set.predictions(), first))
            .counts(cells.stream().mapToLong(List::size).toArray())
            .weights(
                cells.stream()
                    .mapToDouble(rows -> rows.stream().mapToDouble(set::weight).sum())
                    .toArray());
    for (String column : set.protectedColumns()) {
      EvaluationSet.Groups groups = set.groups(column);
      builder.groups(column, groups.names(), picked(groups.index(), first));
    }
    for (String column : basis.columns()) {
      if (set.columns().contains(column)) {
        builder.column(column, Arrays.stream(first).mapToObj(set.column(column)::get).toList());
      }
    }
    return builder.build();
  }

  private static List<Object> key(EvaluationSet set, Basis basis, int row) {
    List<Object> key = new ArrayList<>();
    key.add(set.labels()[row]);
    key.add(set.predictions()[row]);
    key.add(set.weight(row) > 0);
    set.protectedColumns().forEach(column -> key.add(set.groups(column).index()[row]));
    for (String column : basis.columns()) {
      key.add(set.columns().contains(column) ? set.column(column).get(row) : null);
    }
    return key;
  }

  private static int[] picked(int[] values, int[] rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }
}
