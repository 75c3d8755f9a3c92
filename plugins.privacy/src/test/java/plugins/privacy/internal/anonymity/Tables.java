package plugins.privacy.internal.anonymity;

import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small tables for tests. */
final class Tables {
  private Tables() {}

  /** Returns columns of features; those whose values are numbers are numeric. */
  static Dataset of(List<String> names, List<List<Object>> rows) {
    List<Column> columns = new ArrayList<>();
    List<List<Object>> values = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      List<Object> column = new ArrayList<>();
      for (List<Object> row : rows) {
        Object value = row.get(c);
        column.add(value instanceof Number n ? (Object) n.doubleValue() : value);
      }
      boolean numeric = column.stream().allMatch(v -> v instanceof Double);
      ValueType type = numeric ? ValueType.NUMBER : ValueType.STRING;
      columns.add(new Column(names.get(c), type, Role.FEATURE));
      values.add(column);
    }
    return Dataset.of(new Schema(columns), values);
  }

  static FittedTransform fit(Dataset data, Map<String, Object> settings) {
    return new KAnonymity()
        .fit(new Setup(data, Settings.of("test", settings), 1, Optional.empty()));
  }

  record Setup(Dataset training, Settings settings, long seed, Optional<Path> dataDirectory)
      implements TransformSetup {}
}
