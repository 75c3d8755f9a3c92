package plugins.privacy.internal.anonymity;

/**
 * How well the sensitive attribute is protected in the groups of a table: the least of all groups,
 * for t the greatest.
 *
 * @param distinct distinct l
 * @param entropy entropy l, exp of the least entropy
 * @param recursive greatest l for which (c,l)-diversity holds, 0 where not even l = 1 does
 * @param closeness t, the greatest distance
 */
record Protection(int distinct, double entropy, int recursive, double closeness) {
  static Protection of(
      EquivalenceClasses classes, Sensitive sensitive, Distance distance, double c) {
    int distinct = Integer.MAX_VALUE;
    double entropy = Double.POSITIVE_INFINITY;
    int recursive = Integer.MAX_VALUE;
    double closeness = 0;
    ClosenessModel close = new ClosenessModel(sensitive, distance, 1);
    for (int group = 0; group < classes.count(); group++) {
      int from = classes.starts()[group];
      int to = classes.starts()[group + 1];
      int[] counts = sensitive.counts(classes.rows(), from, to);
      distinct = Math.min(distinct, Diversity.distinct(counts));
      entropy = Math.min(entropy, Diversity.entropyL(counts));
      recursive = Math.min(recursive, recursive(counts, c));
      closeness = Math.max(closeness, close.of(classes.rows(), from, to));
    }
    return new Protection(distinct, entropy, recursive, closeness);
  }

  private static int recursive(int[] counts, double c) {
    int l = 0;
    while (l < counts.length && Diversity.RECURSIVE.holds(counts, l + 1, c)) {
      l++;
    }
    return l;
  }
}
