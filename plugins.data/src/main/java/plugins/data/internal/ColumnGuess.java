package plugins.data.internal;

import governance.api.data.Role;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Looks at the first values of a column and suggests its role. */
final class ColumnGuess {
  /** From this many words on average, values are read as prose and not as names of categories. */
  private static final double PROSE_WORDS = 5;

  private final Set<String> distinct = new HashSet<>();
  private int count;
  private long words;

  /** Takes a value that is not missing. */
  void add(String value) {
    count++;
    words += 1 + value.strip().chars().filter(c -> c == ' ').count();
    distinct.add(value);
  }

  /** Returns the role that a column of this name and these values seems to have. */
  Role role(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean unique = count > 1 && distinct.size() == count;
    if (unique && (lower.equals("id") || lower.endsWith("_id") || lower.endsWith("-id"))) {
      return Role.ID;
    }
    return count > 0 && words >= PROSE_WORDS * count ? Role.TEXT : Role.FEATURE;
  }
}
