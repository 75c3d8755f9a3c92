package plugins.privacy.internal.personaldata;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column that is looked at.
 *
 * @param name its name
 * @param type the type of its values
 * @param whole the class of its values as a whole; empty where they are read
 */
record ColumnChoice(String name, ValueType type, Optional<DataClass> whole) {
  private static final Set<Role> READ =
      EnumSet.of(
          Role.TEXT, Role.TOKENS, Role.FEATURE, Role.QUASI_IDENTIFIER, Role.DIRECT_IDENTIFIER);

  /** Returns the columns that settings name, or all that may be changed. */
  static List<ColumnChoice> of(Schema schema, String[] named, String subject) {
    if (!subject.isEmpty() && schema.indexOf(subject) < 0) {
      throw unknown("subject", subject, schema);
    }
    List<ColumnChoice> chosen = new ArrayList<>();
    if (named.length == 0) {
      for (Column column : schema.columns()) {
        if (READ.contains(column.role())) {
          add(chosen, column, ColumnNames.of(column.name()));
        }
      }
      return chosen;
    }
    for (String entry : named) {
      boolean plain = schema.indexOf(entry) >= 0;
      int at = plain ? -1 : entry.lastIndexOf('=');
      String name = at < 0 ? entry : entry.substring(0, at);
      int index = schema.indexOf(name);
      if (index < 0) {
        throw unknown("columns", name, schema);
      }
      Column column = schema.columns().get(index);
      if (EnumSet.of(Role.LABEL, Role.TAGS, Role.PROTECTED, Role.ID).contains(column.role())) {
        throw GovernanceException.spec(
            Redaction.ID + " setting columns",
            "column " + name + " is of role " + column.role() + ", which a transform must leave",
            "columns of other roles",
            "Leave it out, or redact the file first: governance redact");
      }
      add(chosen, column, at < 0 ? ColumnNames.of(name) : Optional.of(type(entry, at)));
    }
    return chosen;
  }

  /** Numbers are looked at only where the name of the column says what they are. */
  private static void add(List<ColumnChoice> chosen, Column column, Optional<DataClass> whole) {
    if (column.type() != ValueType.NUMBER || whole.isPresent()) {
      boolean words = column.type() == ValueType.WORDS;
      chosen.add(new ColumnChoice(column.name(), column.type(), words ? Optional.empty() : whole));
    }
  }

  private static DataClass type(String entry, int at) {
    try {
      return DataClass.valueOf(entry.substring(at + 1).strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw GovernanceException.spec(
          Redaction.ID + " setting columns",
          "got \"" + entry + "\"",
          "column=CLASS with a class of " + Arrays.toString(DataClass.values()),
          "Correct it");
    }
  }

  private static GovernanceException unknown(String setting, String name, Schema schema) {
    return GovernanceException.spec(
        Redaction.ID + " setting " + setting,
        "there is no column \"" + name + "\"",
        "columns of the data " + schema.names(),
        "Correct the name");
  }
}
