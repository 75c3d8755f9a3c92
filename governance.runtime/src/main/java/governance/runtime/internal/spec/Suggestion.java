package governance.runtime.internal.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant, by edit distance. */
public final class Suggestion {
  private Suggestion() {}

  /** Returns the nearest of the known names when it is near enough to be what was meant. */
  public static Optional<String> nearest(String got, Collection<String> known) {
    String wanted = got.toLowerCase(Locale.ROOT);
    int most = Math.max(2, wanted.length() / 3);
    return known.stream()
        .filter(name -> Math.abs(name.length() - wanted.length()) <= most)
        .min(Comparator.comparingInt((String name) -> distance(wanted, name)).thenComparing(n -> n))
        .filter(name -> distance(wanted, name) <= most);
  }

  /** Returns the sentence {@code Did you mean "…"?}, or {@code otherwise} when nothing is near. */
  public static String advice(String got, Collection<String> known, String otherwise) {
    return nearest(got, known).map(name -> "Did you mean \"" + name + "\"?").orElse(otherwise);
  }

  /**
   * Counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
   */
  static int distance(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= right.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      for (int j = 1; j <= right.length(); j++) {
        int other = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(least, cost[i - 1][j - 1] + other);
        if (swapped(left, right, i, j)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[left.length()][right.length()];
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
