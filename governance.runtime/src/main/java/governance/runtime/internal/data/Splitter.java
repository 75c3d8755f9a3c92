package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.data.Split;
import governance.runtime.internal.spec.DataSpec.SplitSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * Deals rows out to training, validation and test. Rows are shuffled by seed within each stratum
 * (label and groups) and the strata are dealt one after the other in a fixed order, so that totals
 * are exact and every stratum keeps its share to within one row. Files that come split stay as they
 * are; what they lack is dealt from the training rows.
 */
final class Splitter {
  private final SplitSpec spec;
  private final long seed;

  Splitter(SplitSpec spec, long seed) {
    this.spec = spec;
    this.seed = seed;
  }

  /**
   * Returns the part of each row.
   *
   * @param given the part that the row's file is, or null
   * @param strata the stratum of each row
   */
  List<Split> split(List<Split> given, List<String> strata) {
    List<Split> parts = new ArrayList<>(given.size());
    given.forEach(s -> parts.add(s == null ? Split.TRAIN : s));
    boolean owns = given.stream().anyMatch(s -> s != null);
    if (!(owns && given.contains(Split.TEST))) {
      deal(parts, strata, Split.TEST, spec.test());
    }
    if (!(owns && given.contains(Split.VALIDATION))) {
      deal(parts, strata, Split.VALIDATION, spec.validation() / share(parts));
    }
    refuseEmpty(parts);
    return parts;
  }

  /**
   * Returns the share that is left when test rows are gone, so that the validation share is one of
   * all rows.
   */
  private static double share(List<Split> parts) {
    return Math.max(1, Collections.frequency(parts, Split.TRAIN)) / (double) parts.size();
  }

  private void deal(List<Split> parts, List<String> strata, Split to, double share) {
    TreeMap<String, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < parts.size(); row++) {
      if (parts.get(row) == Split.TRAIN) {
        rows.computeIfAbsent(spec.stratify() ? strata.get(row) : "", k -> new ArrayList<>())
            .add(row);
      }
    }
    Random random = new Random(seed * 31 + to.ordinal());
    long dealt = 0;
    for (List<Integer> stratum : rows.values()) {
      Collections.shuffle(stratum, random);
      for (int row : stratum) {
        dealt++;
        if (Math.floor(dealt * share + HALF) > Math.floor((dealt - 1) * share + HALF)) {
          parts.set(row, to);
        }
      }
    }
  }

  /** Rounds the number of dealt rows to the nearest whole one. */
  private static final double HALF = 0.5;

  private static void refuseEmpty(List<Split> parts) {
    for (Split needed : List.of(Split.TRAIN, Split.TEST)) {
      if (!parts.contains(needed)) {
        throw GovernanceException.data(
            "data.split",
            "no row of "
                + parts.size()
                + " is left for the "
                + needed.name().toLowerCase(java.util.Locale.ROOT)
                + " part",
            "at least one row",
            "Use more rows or other shares");
      }
    }
  }
}
