package governance.runtime.internal.predictions;

import governance.api.GovernanceException;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns are taken, and by what. */
final class ColumnSinks {
  private final String file;
  private final Map<String, List<FieldSink>> byColumn = new LinkedHashMap<>();
  private final Set<String> optional = new HashSet<>();

  ColumnSinks(String file) {
    this.file = file;
  }

  <S extends FieldSink> S take(String column, S sink) {
    byColumn.computeIfAbsent(column, c -> new ArrayList<>()).add(sink);
    return sink;
  }

  /** Takes a column where the file has it. */
  <S extends FieldSink> S takeIfThere(String column, S sink) {
    if (!byColumn.containsKey(column)) {
      optional.add(column);
    }
    return take(column, sink);
  }

  /**
   * Returns what takes each column of a header, null where nothing does; refuses what is missing.
   */
  FieldSink[][] of(List<String> header) {
    for (String column : byColumn.keySet()) {
      if (!header.contains(column) && !optional.contains(column)) {
        throw GovernanceException.data(
            file,
            "there is no column \"" + column + "\"",
            String.join(", ", header),
            Suggestion.advice(column, header, "Name a column of the file"));
      }
    }
    FieldSink[][] sinks = new FieldSink[header.size()][];
    for (int i = 0; i < sinks.length; i++) {
      List<FieldSink> of = byColumn.get(header.get(i));
      sinks[i] =
          of == null || header.indexOf(header.get(i)) < i ? null : of.toArray(FieldSink[]::new);
    }
    return sinks;
  }
}
