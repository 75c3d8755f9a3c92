package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.model.Task;
import governance.runtime.internal.spec.ProtectedAttribute;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Suggestion;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the columns of a data set the roles that they have in one run. */
final class ColumnRoles {
  private static final Set<Role> LABELS = EnumSet.of(Role.LABEL, Role.TAGS);

  private final RunSpec spec;
  private final String data;
  private final boolean labelled;
  private final List<Problem> problems;

  /**
   * Prepares for one data set.
   *
   * @param data what it is called in messages
   * @param labelled whether there must be a label
   */
  ColumnRoles(RunSpec spec, String data, boolean labelled, List<Problem> problems) {
    this.spec = spec;
    this.data = data;
    this.labelled = labelled;
    this.problems = problems;
  }

  /** Returns the schema with the roles of the run; empty when a column is missing. */
  Optional<Schema> apply(Schema suggested) {
    int before = problems.size();
    Map<String, Column> columns = new LinkedHashMap<>();
    suggested.columns().forEach(c -> columns.put(c.name(), c));
    spec.data()
        .columns()
        .forEach((name, role) -> give(columns, name, role, "data.columns." + name));
    for (ProtectedAttribute attribute : spec.data().protectedAttributes()) {
      give(columns, attribute.column(), Role.PROTECTED, "data.protected " + attribute.text());
    }
    if (spec.task() == Task.MASKED_LANGUAGE_MODEL) {
      columns.replaceAll((n, c) -> LABELS.contains(c.role()) ? c.as(Role.IGNORED) : c);
      return problems.size() == before
          ? Optional.of(new Schema(List.copyOf(columns.values())))
          : Optional.empty();
    }
    Role wanted = spec.task() == Task.TOKEN_CLASSIFICATION ? Role.TAGS : Role.LABEL;
    spec.data().label().ifPresent(label -> label(columns, label, wanted));
    spec.data().where().forEach(w -> expect(columns, w.column(), "data.where " + w.text()));
    spec.data().split().group().ifPresent(c -> expect(columns, c, "data.split.group"));
    spec.data().split().time().ifPresent(c -> expect(columns, c, "data.split.time"));
    Schema schema = new Schema(List.copyOf(columns.values()));
    if (labelled && schema.first(wanted).isEmpty() && problems.size() == before) {
      missing(wanted, schema);
    }
    return problems.size() == before ? Optional.of(schema) : Optional.empty();
  }

  private void label(Map<String, Column> columns, String label, Role wanted) {
    for (ProtectedAttribute attribute : spec.data().protectedAttributes()) {
      if (attribute.column().equals(label)) {
        problems.add(
            new Problem(
                Remedy.FIX_SPEC,
                "data.protected " + attribute.text(),
                "is the label",
                "a column other than the label",
                "Choose another column for data.label or data.protected"));
      }
    }
    columns.replaceAll((n, column) -> column.role() == wanted ? column.as(Role.IGNORED) : column);
    give(columns, label, wanted, "data.label");
  }

  private void give(Map<String, Column> columns, String name, Role role, String subject) {
    expect(columns, name, subject);
    columns.computeIfPresent(name, (n, column) -> column.as(role));
  }

  private void expect(Map<String, Column> columns, String name, String subject) {
    if (!columns.containsKey(name)) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              subject,
              data + " has no column \"" + name + "\"",
              String.join(", ", columns.keySet()),
              Suggestion.advice(name, columns.keySet(), "Name a column of the data")));
    }
  }

  private void missing(Role wanted, Schema schema) {
    problems.add(
        new Problem(
            Remedy.FIX_SPEC,
            "data.label",
            data + " does not say which column is to be predicted (role " + wanted + ")",
            String.join(", ", schema.names()),
            "Name it: --label COLUMN"));
  }
}
