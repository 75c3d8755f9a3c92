package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.resample.LongCodes;

/**
 * The parts that rows are drawn within, so that each keeps its size: the combinations of groups. A
 * part of few rows would hardly vary, and one of a single row not at all, which looks like
 * certainty; such parts are therefore drawn from together, where need be with the smallest of the
 * others.
 */
final class Strata {
  /** Fewest rows that are a part of their own. */
  static final int LEAST = 10;

  private Strata() {}

  /**
   * Returns the number of the part of each unit, from 0; all 0 where the draw is not stratified.
   */
  static int[] of(int[] combinations, long[] counts, boolean stratified) {
    int[] parts = new int[combinations.length];
    if (!stratified) {
      return parts;
    }
    int most = 0;
    for (int c : combinations) {
      most = Math.max(most, c + 1);
    }
    long[] sizes = new long[most];
    for (int unit = 0; unit < parts.length; unit++) {
      sizes[combinations[unit]] += counts == null ? 1 : counts[unit];
    }
    int[] number = numbers(sizes);
    for (int unit = 0; unit < parts.length; unit++) {
      parts[unit] = number[combinations[unit]];
    }
    return parts;
  }

  /** Numbers the combinations that stand alone from 1; the others, together not too few, are 0. */
  private static int[] numbers(long[] sizes) {
    long together = 0;
    int least = -1;
    for (int c = 0; c < sizes.length; c++) {
      if (sizes[c] < LEAST) {
        together += sizes[c];
      } else if (least < 0 || sizes[c] < sizes[least]) {
        least = c;
      }
    }
    boolean joined = together > 0 && together < LEAST;
    int[] number = new int[sizes.length];
    int next = 1;
    for (int c = 0; c < sizes.length; c++) {
      number[c] = sizes[c] < LEAST || joined && c == least ? 0 : next++;
    }
    return number;
  }

  /** Returns for each of some rows the number of its combination of groups. */
  static int[] combinations(EvaluationSet set, int[] rows) {
    int[] combinations = new int[rows.length];
    for (String column : set.protectedColumns()) {
      EvaluationSet.Groups groups = set.groups(column);
      LongCodes codes = new LongCodes();
      for (int i = 0; i < rows.length; i++) {
        int group = groups.index()[rows[i]] + 1;
        combinations[i] = codes.code((long) combinations[i] * (groups.names().size() + 1) + group);
      }
    }
    return combinations;
  }

  /** Returns the units stratum by stratum, and puts where each stratum ends. */
  static int[] sorted(int[] strata, int[] ends) {
    for (int s : strata) {
      ends[s]++;
    }
    int[] next = new int[ends.length];
    for (int s = 1; s < ends.length; s++) {
      next[s] = ends[s - 1];
      ends[s] += ends[s - 1];
    }
    int[] members = new int[strata.length];
    for (int unit = 0; unit < strata.length; unit++) {
      members[next[strata[unit]]++] = unit;
    }
    return members;
  }
}
