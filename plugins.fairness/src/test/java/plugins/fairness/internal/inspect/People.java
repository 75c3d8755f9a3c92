package plugins.fairness.internal.inspect;

import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import governance.api.model.Task;
import governance.testkit.InspectedCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Makes rows for analyses column by column, and finds what they say. */
final class People {
  private final int size;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<?>> values = new ArrayList<>();

  People(int size) {
    this.size = size;
  }

  /** What a column holds in a row. */
  interface Value {
    Object of(int row);
  }

  People column(String name, Role role, ValueType type, Value value) {
    columns.add(new Column(name, type, role));
    values.add(new ArrayList<>(IntStream.range(0, size).mapToObj(value::of).toList()));
    return this;
  }

  People text(String name, Role role, Value value) {
    columns.add(new Column(name, ValueType.STRING, role));
    List<Object> all = new ArrayList<>();
    IntStream.range(0, size).forEach(row -> all.add(value.of(row)));
    values.add(all);
    return this;
  }

  /** Returns the rows with label {@code label}; the favourable class is {@code yes} if there. */
  InspectedCase rows(Map<String, ?> settings) {
    Dataset data = Dataset.of(new Schema(columns), values);
    TreeSet<String> classes = new TreeSet<>();
    data.values("label").forEach(v -> classes.add((String) v));
    List<String> names = List.copyOf(classes);
    return new InspectedCase(
        "people",
        data,
        Task.SEQUENCE_CLASSIFICATION,
        Optional.of("label"),
        names,
        names.indexOf("yes"),
        Settings.of("the analysis under test", settings));
  }

  /** Returns the sentences of one severity as one text. */
  static String sentences(AnalysisResult result, Severity severity) {
    return String.join(
        "\n",
        result.findings().stream()
            .filter(f -> f.severity() == severity)
            .map(Finding::sentence)
            .toList());
  }

  static AnalysisTable table(AnalysisResult result, String title) {
    return result.tables().stream()
        .filter(t -> t.title().equals(title))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(result.tables().stream().map(AnalysisTable::title).toList()));
  }

  /** Returns the row that begins with these cells. */
  static List<Object> row(AnalysisTable table, Object... begin) {
    return table.rows().stream()
        .filter(r -> r.subList(0, begin.length).equals(List.of(begin)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(table.rows().toString()));
  }

  /** Returns a number of a row by the heading of its column. */
  static double number(AnalysisTable table, List<Object> row, String heading) {
    List<String> names = table.columns().stream().map(AnalysisTable.Column::name).toList();
    return ((Number) row.get(names.indexOf(heading))).doubleValue();
  }
}
