package plugins.data.internal;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives columns and values readable names while a file is read. */
final class Renaming {
  private final String source;
  private final Map<String, String> columns = new HashMap<>();
  private final Map<String, Map<String, String>> values = new HashMap<>();

  /**
   * Takes the settings.
   *
   * @param rename each {@code old=new}
   * @param recode each {@code column:old=new}, with the column's new name
   */
  Renaming(String source, String[] rename, String[] recode) {
    this.source = source;
    for (String pair : rename) {
      int at = split(pair, "rename", "old=new");
      columns.put(pair.substring(0, at), pair.substring(at + 1));
    }
    for (String triple : recode) {
      int at = split(triple, "values", "column:old=new");
      int colon = triple.lastIndexOf(':', at);
      if (colon < 1) {
        throw wrong("values", triple, "column:old=new");
      }
      values
          .computeIfAbsent(triple.substring(0, colon), c -> new HashMap<>())
          .put(triple.substring(colon + 1, at), triple.substring(at + 1));
    }
  }

  private int split(String pair, String setting, String form) {
    int at = pair.indexOf('=');
    if (at < 1 || at == pair.length() - 1) {
      throw wrong(setting, pair, form);
    }
    return at;
  }

  private GovernanceException wrong(String setting, String got, String form) {
    return GovernanceException.spec(
        source + " setting " + setting,
        "got \"" + got + "\"",
        form,
        "Write each entry in that form");
  }

  /** Returns the new names of the columns; refuses columns that are not there. */
  List<String> columns(List<String> header) {
    for (String old : columns.keySet()) {
      require(header, old, "rename");
    }
    List<String> renamed = new ArrayList<>();
    header.forEach(name -> renamed.add(columns.getOrDefault(name, name)));
    values.keySet().forEach(column -> require(renamed, column, "values"));
    return renamed;
  }

  private void require(List<String> header, String column, String setting) {
    if (!header.contains(column)) {
      throw GovernanceException.spec(
          source + " setting " + setting,
          "there is no column \"" + column + "\"",
          String.join(", ", header),
          "Correct the name");
    }
  }

  /** Returns the new names of a column's values, old to new; empty when they stay. */
  Map<String, String> values(String column) {
    return values.getOrDefault(column, Map.of());
  }
}
