package plugins.fairness.internal.transform.text;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import java.util.Map;
import java.util.TreeMap;

/** Values of protected columns that are swapped together with the text. */
record ProtectedSwaps(Map<String, Map<String, String>> byColumn) {

  /** Reads entries such as {@code sex:male=female}. */
  static ProtectedSwaps parse(String[] setting, Dataset training, String id) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (String entry : setting) {
      Column column =
          training.schema().with(Role.PROTECTED).stream()
              .filter(c -> entry.startsWith(c.name() + ":"))
              .findFirst()
              .orElse(null);
      String values = column == null ? "" : entry.substring(column.name().length() + 1);
      int at = values.indexOf('=');
      if (at <= 0
          || !training.values(column.name()).contains(values.substring(0, at))
          || !training.values(column.name()).contains(values.substring(at + 1))) {
        throw GovernanceException.spec(
            id + " setting protectedValues",
            "got \"" + entry + "\"",
            "column:value=value with a protected column among "
                + training.schema().with(Role.PROTECTED).stream().map(Column::name).toList()
                + " and two values of the training rows",
            "Correct it");
      }
      Map<String, String> map = all.computeIfAbsent(column.name(), c -> new TreeMap<>());
      map.put(values.substring(0, at), values.substring(at + 1));
      map.put(values.substring(at + 1), values.substring(0, at));
    }
    return new ProtectedSwaps(all);
  }

  /** Returns the value that a swapped row has; the same where it has no counterpart. */
  Object of(String column, Object value) {
    String other = value == null ? null : byColumn.getOrDefault(column, Map.of()).get(value);
    return other == null ? value : other;
  }
}
