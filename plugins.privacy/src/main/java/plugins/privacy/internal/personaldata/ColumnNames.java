package plugins.privacy.internal.personaldata;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of columns that say what their values are as a whole. */
final class ColumnNames {
  private static final Map<String, DataClass> KNOWN = new HashMap<>();

  static {
    for (String line : Lexicon.lines("columns.txt")) {
      int at = line.indexOf(':');
      for (String name : line.substring(at + 1).split(",")) {
        KNOWN.put(name.strip(), DataClass.valueOf(line.substring(0, at)));
      }
    }
  }

  private ColumnNames() {}

  /** Returns the class of a column's values; empty where they have to be read. */
  static Optional<DataClass> of(String column) {
    String last = column.substring(column.lastIndexOf('.') + 1);
    String plain = last.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]", "");
    return Optional.ofNullable(KNOWN.get(plain));
  }
}
