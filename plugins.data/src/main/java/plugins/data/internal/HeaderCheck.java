package plugins.data.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses headers that cannot name columns. */
final class HeaderCheck {
  private HeaderCheck() {}

  /** Checks that a header has several columns, each with a name of its own. */
  static void check(DataFile file, TableFormat format, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        throw file.problem(
            "column " + (i + 1) + " of the header has no name",
            "a name for each column",
            "Name it in line 1");
      }
      if (!seen.add(names.get(i))) {
        throw file.problem(
            "the header names \"" + names.get(i) + "\" twice",
            "different names",
            "Rename one in line 1");
      }
    }
    if (names.size() == 1) {
      for (char other : new char[] {';', '\t', ',', '|'}) {
        if (other != format.separator() && names.get(0).indexOf(other) >= 0) {
          throw file.problem(
              "the header is one column \"" + names.get(0) + "\"",
              "columns separated by " + shown(format.separator()),
              "Set separator to " + shown(other));
        }
      }
    }
  }

  private static String shown(char separator) {
    return separator == '\t' ? "\\t" : String.valueOf(separator);
  }
}
