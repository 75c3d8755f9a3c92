package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.runtime.internal.spec.DataSpec;
import governance.runtime.internal.spec.ProtectedAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Forms the groups of people: one PROTECTED column of texts for each protected attribute. The
 * column an attribute rests on is withheld from the model with it, or stays readable when the spec
 * says so.
 */
final class ProtectedColumns {
  /** More groups than this are a sign that the values were not parted, such as years of age. */
  private static final int MOST_GROUPS = 50;

  private final DataSpec spec;
  private final boolean training;

  ProtectedColumns(DataSpec spec) {
    this(spec, true);
  }

  /**
   * Prepares for one data set.
   *
   * @param training whether a model is to be trained, which needs groups that can be told apart and
   *     are not too many
   */
  ProtectedColumns(DataSpec spec, boolean training) {
    this.spec = spec;
    this.training = training;
  }

  /** Returns the data with its groups. */
  Dataset apply(Dataset data) {
    Map<String, ProtectedAttribute> attributes = new LinkedHashMap<>();
    spec.protectedAttributes().forEach(a -> attributes.put(a.text(), a));
    for (Column column : data.schema().with(Role.PROTECTED)) {
      boolean named = attributes.values().stream().anyMatch(a -> a.column().equals(column.name()));
      if (!named) {
        attributes.put(
            column.name(), new ProtectedAttribute(column.name(), column.name(), Optional.empty()));
      }
    }
    Map<String, List<String>> groups = new LinkedHashMap<>();
    attributes.forEach((name, attribute) -> groups.put(name, groups(attribute, data)));
    Dataset result = data;
    for (ProtectedAttribute attribute : attributes.values()) {
      result = withhold(result, attribute.column(), groups.containsKey(attribute.column()));
    }
    for (Map.Entry<String, List<String>> entry : groups.entrySet()) {
      result =
          result.with(
              new Column(entry.getKey(), ValueType.STRING, Role.PROTECTED), entry.getValue());
    }
    return result;
  }

  private List<String> groups(ProtectedAttribute attribute, Dataset data) {
    if (data.schema().indexOf(attribute.column()) < 0) {
      throw GovernanceException.spec(
          "data.protected " + attribute.text(),
          "there is no column \"" + attribute.column() + "\"",
          "one of " + data.schema().names(),
          "Name a column of the data");
    }
    List<String> groups = new ArrayList<>(data.size());
    Map<String, Integer> counts = new TreeMap<>();
    for (Object value : data.values(attribute.column())) {
      String group = attribute.group(value);
      groups.add(group);
      if (group != null) {
        counts.merge(group, 1, Integer::sum);
      }
    }
    if (training) {
      check(attribute, counts);
    }
    return groups;
  }

  private static void check(ProtectedAttribute attribute, Map<String, Integer> counts) {
    if (counts.size() < 2) {
      String got =
          counts.isEmpty() ? "no row has a value" : "every row is in the group " + counts.keySet();
      throw GovernanceException.spec(
          "data.protected " + attribute.text(),
          got + ", so that there is an empty group",
          "at least two groups with rows",
          "Choose another attribute or another bound");
    }
    if (counts.size() > MOST_GROUPS) {
      throw GovernanceException.spec(
          "data.protected " + attribute.text(),
          "makes " + counts.size() + " groups",
          "at most " + MOST_GROUPS,
          "Part the values with a comparison such as " + attribute.column() + ">=25");
    }
  }

  private Dataset withhold(Dataset data, String column, boolean replaced) {
    Column is = data.schema().columns().get(data.schema().indexOf(column));
    if (is.role() == Role.LABEL || is.role() == Role.IGNORED || is.role() == Role.TAGS) {
      return data;
    }
    List<?> values = data.values(column);
    if (spec.withhold()) {
      return data.with(is.as(Role.IGNORED), values);
    }
    return replaced
        ? data.with(new Column(readable(column), is.type(), Role.FEATURE), values)
        : data.with(is.as(Role.FEATURE), values);
  }

  /** Marks the copy of a protected column that the model reads where the spec allows it. */
  static final String READ = " (read)";

  private static String readable(String column) {
    return column + READ;
  }
}
