package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import plugins.fairness.internal.metric.Partition;

/**
 * Areas under ROC curves by group: shares of pairs of a positive and a negative row whose scores
 * are in the right order, equal scores counting half; in one walk over the rows by score. Rows
 * without a group are left out.
 */
final class GroupAreas {
  private final double[] positives;
  private final double[] negatives;
  private final double[] tiedPositives;
  private final double[] tiedNegatives;
  private final double[] winsOverOwn;
  private final double[] winsOverAll;
  private final double[] lossesOfNegatives;
  private double allPositives;
  private double allNegatives;
  private double allTiedPositives;
  private double allTiedNegatives;
  private double wins;

  private GroupAreas(int groups) {
    positives = new double[groups];
    negatives = new double[groups];
    tiedPositives = new double[groups];
    tiedNegatives = new double[groups];
    winsOverOwn = new double[groups];
    winsOverAll = new double[groups];
    lossesOfNegatives = new double[groups];
  }

  private record Key(Object groups, int positive) {}

  /** Walks over the rows, once for all metrics that ask for these areas. */
  static GroupAreas of(EvaluationSet set, Partition groups, Scored scored) {
    Key key = new Key(groups.key(), scored.positive());
    return set.once(key, () -> walked(set, groups, scored));
  }

  private static GroupAreas walked(EvaluationSet set, Partition groups, Scored scored) {
    int[] index = groups.index(set);
    double[] values = scored.values();
    double[] truth = scored.truth(set);
    int[] order = scored.order(set);
    GroupAreas areas = new GroupAreas(groups.size());
    int from = 0;
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      if (index[row] >= 0) {
        areas.tie(index[row], truth[row], set.weight(row));
      }
      if (i + 1 == order.length || values[order[i + 1]] != values[row]) {
        for (int tied = from; tied <= i; tied++) {
          if (index[order[tied]] >= 0) {
            areas.settle(index[order[tied]]);
          }
        }
        areas.settleAll();
        from = i + 1;
      }
    }
    return areas;
  }

  /** Adds a row; whether it is positive is 1 or 0, because no processor foresees a branch on it. */
  private void tie(int group, double positive, double weight) {
    double ofPositives = weight * positive;
    double ofNegatives = weight * (1 - positive);
    tiedPositives[group] += ofPositives;
    allTiedPositives += ofPositives;
    tiedNegatives[group] += ofNegatives;
    allTiedNegatives += ofNegatives;
  }

  /** Settles what a group has at a score; a second time there is nothing left. */
  private void settle(int group) {
    double won = tiedPositives[group];
    double lost = tiedNegatives[group];
    winsOverOwn[group] += won * (negatives[group] + lost / 2);
    winsOverAll[group] += won * (allNegatives + allTiedNegatives / 2);
    lossesOfNegatives[group] += lost * (allPositives + allTiedPositives / 2);
    positives[group] += won;
    negatives[group] += lost;
    tiedPositives[group] = 0;
    tiedNegatives[group] = 0;
  }

  private void settleAll() {
    wins += allTiedPositives * (allNegatives + allTiedNegatives / 2);
    allPositives += allTiedPositives;
    allNegatives += allTiedNegatives;
    allTiedPositives = 0;
    allTiedNegatives = 0;
  }

  int size() {
    return positives.length;
  }

  /** Returns the area over all rows that have a group. */
  double overall() {
    return share(wins, allPositives * allNegatives);
  }

  /** Returns the area within a group. */
  double subgroup(int group) {
    return share(winsOverOwn[group], positives[group] * negatives[group]);
  }

  /** Returns the area of the group's positives over all negatives. */
  double positivesOverAll(int group) {
    return share(winsOverAll[group], positives[group] * allNegatives);
  }

  /** Returns the area of the group's positives over the others' negatives. */
  double positivesOverOthers(int group) {
    double pairs = positives[group] * (allNegatives - negatives[group]);
    return share(winsOverAll[group] - winsOverOwn[group], pairs);
  }

  /** Returns the area of the others' positives over the group's negatives. */
  double othersOverNegatives(int group) {
    double overAll = negatives[group] * allPositives - lossesOfNegatives[group];
    double pairs = (allPositives - positives[group]) * negatives[group];
    return share(overAll - winsOverOwn[group], pairs);
  }

  private static double share(double won, double pairs) {
    return pairs > 0 ? Math.min(1, Math.max(0, won / pairs)) : Double.NaN;
  }
}
