package plugins.fairness.internal.metric;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;

/** The rates of the groups of one protected column, counted in one pass over the rows. */
final class GroupRates {
  private final double[][] favoured;
  private final double[][] weight;
  private final long[] rows;

  /**
   * Counts.
   *
   * @param positiveClass index of the class whose rates are taken
   */
  GroupRates(EvaluationSet set, Groups groups, int positiveClass) {
    int count = groups.names().size();
    favoured = new double[Rate.values().length][count];
    weight = new double[Rate.values().length][count];
    rows = new long[count];
    int[] index = groups.index();
    int[] labels = set.labels();
    int[] predictions = set.predictions();
    for (int row = 0; row < labels.length; row++) {
      double w = set.weight(row);
      if (index[row] >= 0 && w > 0) {
        rows[index[row]] += set.count(row);
        boolean positive = labels[row] == positiveClass;
        double chosen = predictions[row] == positiveClass ? w : 0;
        add(Rate.SELECTION, index[row], chosen, w);
        add(positive ? Rate.TRUE_POSITIVE : Rate.FALSE_POSITIVE, index[row], chosen, w);
        if (positive) {
          add(Rate.FALSE_NEGATIVE, index[row], w - chosen, w);
        }
      }
    }
  }

  private void add(Rate rate, int group, double chosen, double w) {
    favoured[rate.ordinal()][group] += chosen;
    weight[rate.ordinal()][group] += w;
  }

  /** Returns the number of groups. */
  int size() {
    return rows.length;
  }

  /** Returns the number of rows of a group with a weight above 0. */
  long rows(int group) {
    return rows[group];
  }

  /** Returns the rate of one group, NaN when it has no row that the rate is taken among. */
  double of(Rate rate, int group) {
    return favoured[rate.ordinal()][group] / weight[rate.ordinal()][group];
  }

  /** Returns the rate of all groups but one, taken together. */
  double ofOthers(Rate rate, int group) {
    double chosen = 0;
    double all = 0;
    for (int other = 0; other < rows.length; other++) {
      if (other != group) {
        chosen += favoured[rate.ordinal()][other];
        all += weight[rate.ordinal()][other];
      }
    }
    return chosen / all;
  }
}
