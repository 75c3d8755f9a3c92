package plugins.data.internal;

import governance.api.GovernanceException;
import java.util.Set;

/**
 * How a table is written.
 *
 * @param separator the character between fields
 * @param quotes whether fields may be quoted
 * @param missing what stands for a missing value
 * @param names new names of columns and values
 * @param shape which columns are read and made
 */
record TableFormat(
    char separator, boolean quotes, Set<String> missing, Renaming names, TableShape shape) {

  /** Returns the character that a setting gives, or refuses it. */
  static char separator(String source, String given) {
    String plain = given.equals("\\t") ? "\t" : given;
    if (plain.length() != 1 || plain.charAt(0) == '"' || plain.charAt(0) == '\n') {
      throw GovernanceException.spec(
          source + " setting separator",
          "got \"" + given + "\"",
          "one character",
          "Use , ; | or \\t");
    }
    return plain.charAt(0);
  }
}
