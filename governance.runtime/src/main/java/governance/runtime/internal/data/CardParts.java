package governance.runtime.internal.data;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.runtime.internal.data.Transforming.Applied;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Figures of the data card over all rows that were used, before any transform. */
final class CardParts {
  private static final Set<Role> READ = EnumSet.of(Role.TEXT, Role.TOKENS, Role.FEATURE);

  private final Dataset data;
  private final Classes classes;

  CardParts(Dataset data, Classes classes) {
    this.data = data;
    this.classes = classes;
  }

  List<Object> columns() {
    List<Object> columns = new ArrayList<>();
    for (Column c : data.schema().columns()) {
      List<?> values = data.values(c.name());
      long missing = values.stream().filter(CardParts::missing).count();
      columns.add(
          Tree.of(
              "name", c.name(),
              "type", c.type().name(),
              "role", c.role().name(),
              "missing", missing,
              "missingShare", missing / (double) data.size(),
              "distinct", new HashSet<>(values).size() - (missing > 0 ? 1 : 0),
              "read", READ.contains(c.role())));
    }
    return columns;
  }

  private static boolean missing(Object value) {
    return value == null || value instanceof Double d && d.isNaN();
  }

  /** Returns the classes with their shares; null where nothing is labelled. */
  Map<String, Object> label() {
    if (classes.column().isEmpty()) {
      return null;
    }
    Map<Object, Long> counts =
        data.values(classes.column()).stream()
            .flatMap(v -> v instanceof List<?> tags ? tags.stream() : java.util.stream.Stream.of(v))
            .collect(Collectors.groupingBy(v -> v, Collectors.counting()));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    List<Object> each = new ArrayList<>();
    for (String name : classes.names()) {
      long n = counts.getOrDefault(name, 0L);
      each.add(Tree.of("name", name, "n", n, "share", n / (double) all));
    }
    String favourable = classes.favourable() < 0 ? null : classes.names().get(classes.favourable());
    return Tree.of("column", classes.column(), "favourable", favourable, "classes", each);
  }

  /** Returns the share of the favourable class in each group. */
  List<Object> baseRates() {
    List<Object> rates = new ArrayList<>();
    if (classes.favourable() < 0 || data.schema().first(Role.LABEL).isEmpty()) {
      return rates;
    }
    String favourable = classes.names().get(classes.favourable());
    List<?> labels = data.values(classes.column());
    for (Column column : data.schema().with(Role.PROTECTED)) {
      Map<String, long[]> counts = new TreeMap<>();
      for (int row = 0; row < data.size(); row++) {
        String group = data.string(column.name(), row);
        if (group != null) {
          long[] count = counts.computeIfAbsent(group, g -> new long[2]);
          count[0]++;
          count[1] += labels.get(row).equals(favourable) ? 1 : 0;
        }
      }
      counts.forEach(
          (group, c) ->
              rates.add(
                  Tree.of(
                      "column",
                      column.name(),
                      "group",
                      group,
                      "value",
                      c[1] / (double) c[0],
                      "n",
                      c[0])));
    }
    return rates;
  }

  static Map<String, Object> transform(Applied applied) {
    List<Change> changes = applied.changes().getOrDefault(Split.TRAIN, List.of());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", applied.info().id());
    tree.put("fittedOn", Split.TRAIN.name());
    tree.put("rowsBefore", applied.rowsBefore());
    tree.put("rowsAfter", applied.rowsAfter());
    tree.put("added", what(changes, ChangeType.ADDED));
    tree.put("removed", what(changes, ChangeType.REMOVED));
    tree.put("altered", what(changes, ChangeType.ALTERED));
    tree.put("summary", summary(changes));
    tree.put("figures", applied.figureTrees());
    return tree;
  }

  private static List<String> what(List<Change> changes, ChangeType type) {
    return changes.stream()
        .filter(c -> c.type() == type)
        .map(Change::what)
        .filter(Objects::nonNull)
        .toList();
  }

  private static String summary(List<Change> changes) {
    if (changes.isEmpty()) {
      return "Left the training rows as they are.";
    }
    return changes.stream()
            .map(
                c ->
                    c.type().name().toLowerCase(java.util.Locale.ROOT)
                        + " "
                        + c.what()
                        + " ("
                        + c.count()
                        + ")")
            .collect(Collectors.joining("; "))
        + ".";
  }
}
