package plugins.fairness.internal.transform;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import java.util.List;

/** What settings and schema say of the columns that a transform works on. */
final class Declared {
  private Declared() {}

  /** Returns the column of classes. */
  static String label(Schema schema, String id) {
    return schema
        .first(Role.LABEL)
        .orElseThrow(
            () ->
                GovernanceException.spec(
                    id, "no label column", "data with one class a row", "Set data.label"))
        .name();
  }

  /** Returns the protected columns that are wanted; all when none is named. */
  static List<String> columns(Schema schema, String[] wanted, String id) {
    List<String> all = schema.with(Role.PROTECTED).stream().map(Column::name).toList();
    for (String column : wanted) {
      if (!all.contains(column)) {
        throw GovernanceException.spec(
            id + " setting columns",
            "got " + column,
            "protected columns " + all,
            "Name one of them, or add it to data.protected");
      }
    }
    if (all.isEmpty()) {
      throw GovernanceException.spec(
          id, "no protected column", "at least one", "Set data.protected");
    }
    return wanted.length == 0 ? all : List.of(wanted);
  }

  /** Returns the index of the favourable class among those of the training rows. */
  static int favourable(TransformSetup setup, String wanted, List<String> classes, String id) {
    String name = wanted.isEmpty() ? setup.favourable().orElse("") : wanted;
    int index = classes.indexOf(name);
    if (name.isEmpty()) {
      throw GovernanceException.spec(
          id, "no favourable class", "one of " + classes, "Set data.favourable");
    }
    if (index < 0) {
      throw GovernanceException.spec(
          id,
          "no training row with a group has the favourable class " + name,
          "one of " + classes,
          "Set data.favourable, or the setting favourable, to one of them");
    }
    return index;
  }

  /** Checks that a setting lies between two numbers, both included. */
  static double between(double value, double least, double most, String setting) {
    if (!(value >= least && value <= most)) {
      throw GovernanceException.spec(
          setting, "got " + value, least + " to " + most, "Give a number in that range");
    }
    return value;
  }
}
