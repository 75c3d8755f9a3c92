package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import governance.api.data.Split;
import governance.runtime.internal.spec.DataSpec.SplitSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Deals rows out to training, validation and test. Rows are shuffled by seed within each stratum
 * (label and groups) and the strata are dealt one after the other in a fixed order, so that totals
 * are exact and every stratum keeps its share to within one row. Rows of one group (such as the
 * visits of one patient) are dealt together, in the stratum of the first. By time nothing is
 * shuffled: the latest rows go to test, the latest of the others to validation. Files that come
 * split stay as they are; what they lack is dealt from the training rows.
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
   * @param data the rows
   */
  List<Split> split(List<Split> given, List<String> strata, Dataset data) {
    List<Split> parts = new ArrayList<>(given.size());
    given.forEach(s -> parts.add(s == null ? Split.TRAIN : s));
    boolean owns = given.stream().anyMatch(s -> s != null);
    List<Integer> timeline = spec.time().map(c -> Timeline.of(data, c)).orElse(null);
    if (!(owns && given.contains(Split.TEST))) {
      deal(parts, strata, data, timeline, Split.TEST, spec.test());
    }
    if (!(owns && given.contains(Split.VALIDATION))) {
      deal(parts, strata, data, timeline, Split.VALIDATION, spec.validation() / share(parts));
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

  private void deal(
      List<Split> parts,
      List<String> strata,
      Dataset data,
      List<Integer> timeline,
      Split to,
      double share) {
    if (timeline == null) {
      dealBySeed(parts, strata, units(parts, data), to, share);
    } else {
      List<Integer> left = timeline.stream().filter(r -> parts.get(r) == Split.TRAIN).toList();
      int kept = left.size() - (int) Math.floor(left.size() * share + HALF);
      left.subList(kept, left.size()).forEach(row -> parts.set(row, to));
    }
  }

  private void dealBySeed(
      List<Split> parts, List<String> strata, List<List<Integer>> units, Split to, double share) {
    TreeMap<String, List<List<Integer>>> byStratum = new TreeMap<>();
    for (List<Integer> unit : units) {
      String stratum = spec.stratify() ? strata.get(unit.get(0)) : "";
      byStratum.computeIfAbsent(stratum, k -> new ArrayList<>()).add(unit);
    }
    Random random = new Random(seed * 31 + to.ordinal());
    long dealt = 0;
    for (List<List<Integer>> stratum : byStratum.values()) {
      Collections.shuffle(stratum, random);
      for (List<Integer> unit : stratum) {
        dealt++;
        if (Math.floor(dealt * share + HALF) > Math.floor((dealt - 1) * share + HALF)) {
          unit.forEach(row -> parts.set(row, to));
        }
      }
    }
  }

  /**
   * Returns the training rows that stay together, each row by itself where the spec names no group
   * or the row's group is missing.
   */
  private List<List<Integer>> units(List<Split> parts, Dataset data) {
    Map<Object, List<Integer>> units = new LinkedHashMap<>();
    List<?> groups = spec.group().map(data::values).orElse(null);
    for (int row = 0; row < parts.size(); row++) {
      if (parts.get(row) == Split.TRAIN) {
        String group = groups == null ? null : Typing.text(groups.get(row));
        units.computeIfAbsent(group == null ? row : group, k -> new ArrayList<>()).add(row);
      }
    }
    return List.copyOf(units.values());
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
                + needed.name().toLowerCase(Locale.ROOT)
                + " part",
            "at least one row",
            "Use more rows or other shares");
      }
    }
  }
}
