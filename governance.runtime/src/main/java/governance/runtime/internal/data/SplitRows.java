package governance.runtime.internal.data;

import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.spec.DataSpec;
import governance.runtime.internal.spec.RunSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows as they are dealt out to the splits, before any transform.
 *
 * @param rows numbers of the rows of each split, in order
 * @param original the rows of each split
 */
record SplitRows(Map<Split, int[]> rows, Map<Split, Dataset> original) {

  /** Reads the rows that a spec asks for. */
  static RawRows raw(RunSpec spec, DataPlan plan, DataSource source) {
    DataSpec data = spec.data();
    return new RowReader(
            plan, source, data.where(), spec.train().seed(), data.rows(), RowReader.HELD)
        .read(data.badRows());
  }

  /** Deals rows out, the same for the same spec whoever asks. */
  static SplitRows of(RunSpec spec, RawRows raw, Dataset typed, Classes classes) {
    List<Split> parts =
        new Splitter(spec.data().split(), spec.train().seed())
            .split(raw.splits(), strata(typed, classes), typed);
    Map<Split, int[]> rows = rows(parts);
    Map<Split, Dataset> original = new EnumMap<>(Split.class);
    rows.forEach((split, numbers) -> original.put(split, typed.select(numbers)));
    return new SplitRows(rows, original);
  }

  private static List<String> strata(Dataset data, Classes classes) {
    List<List<?>> columns = new ArrayList<>();
    if (!classes.column().isEmpty() && data.values(classes.column()).get(0) instanceof String) {
      columns.add(data.values(classes.column()));
    }
    data.schema().with(Role.PROTECTED).forEach(c -> columns.add(data.values(c.name())));
    List<String> strata = new ArrayList<>(data.size());
    for (int row = 0; row < data.size(); row++) {
      StringBuilder key = new StringBuilder();
      for (List<?> column : columns) {
        key.append(column.get(row)).append('\u0000');
      }
      strata.add(key.toString());
    }
    return strata;
  }

  private static Map<Split, int[]> rows(List<Split> parts) {
    Map<Split, int[]> rows = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      rows.put(
          split, IntStream.range(0, parts.size()).filter(i -> parts.get(i) == split).toArray());
    }
    return rows;
  }
}
