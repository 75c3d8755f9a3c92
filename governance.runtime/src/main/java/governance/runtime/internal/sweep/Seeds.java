package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.List;

/** Reads the seeds of a sweep. */
public final class Seeds {
  private Seeds() {}

  /**
   * Reads {@code 1,2,3}.
   *
   * @throws GovernanceException if one is no whole number, or comes twice
   */
  public static List<Long> parse(String text) {
    List<Long> seeds = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      long seed = seed(text, part.strip());
      if (seeds.contains(seed)) {
        throw wrong(text, "has the seed " + seed + " twice", "Remove one of them");
      }
      seeds.add(seed);
    }
    return seeds;
  }

  private static long seed(String text, String part) {
    try {
      return Long.parseLong(part);
    } catch (NumberFormatException e) {
      String got = part.isEmpty() ? "has an empty seed" : "has \"" + part + "\"";
      throw wrong(text, got, "");
    }
  }

  private static GovernanceException wrong(String text, String got, String advice) {
    return GovernanceException.spec(
        "--seeds " + text, got, "whole numbers with commas between, such as 1,2,3", advice);
  }
}
