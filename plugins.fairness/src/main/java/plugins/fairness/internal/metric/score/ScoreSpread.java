package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import plugins.fairness.internal.metric.Partition;

/**
 * How far the scores of each group are from those of all others together, in one walk over the rows
 * by score, for any number of groups at once: with F that of all rows and w the group's share, the
 * distance to the others is 1 / (1 − w) of the distance to all.
 */
final class ScoreSpread {
  private final double[] values;
  private final double[] below;
  private final double[] area;
  private final double[] groupWeight;
  private final double[] groupBelow;
  private final int[] last;
  private final double[] wasserstein;
  private final double[] greatest;
  private int distinct;

  private ScoreSpread(int rows, int groups) {
    values = new double[rows];
    below = new double[rows + 1];
    area = new double[rows + 1];
    groupWeight = new double[groups];
    groupBelow = new double[groups];
    last = new int[groups];
    wasserstein = new double[groups];
    greatest = new double[groups];
  }

  /**
   * How far groups are from the others, NaN without either.
   *
   * @param wasserstein the Wasserstein-1 distance of each group
   * @param kolmogorovSmirnov the Kolmogorov-Smirnov distance of each group
   */
  record Distances(double[] wasserstein, double[] kolmogorovSmirnov) {}

  private record Key(Object groups, int positive) {}

  /** Returns the distances, found once for both metrics. */
  static Distances of(EvaluationSet set, Partition groups, Scored scored) {
    return set.once(
        new Key(groups.key(), scored.positive()),
        () -> {
          ScoreSpread spread = walked(set, groups, scored);
          return new Distances(
              spread.toOthers(spread.wasserstein), spread.toOthers(spread.greatest));
        });
  }

  /** Walks over the rows, once for all and once for the groups. */
  private static ScoreSpread walked(EvaluationSet set, Partition groups, Scored scored) {
    int[] index = groups.index(set);
    int[] order = scored.order(set);
    double[] scores = scored.values();
    ScoreSpread spread = new ScoreSpread(order.length, groups.size());
    for (int row : order) {
      if (index[row] >= 0) {
        spread.addToAll(scores[row], index[row], set.weight(row));
      }
    }
    spread.accumulate();
    int place = 0;
    for (int row : order) {
      if (index[row] >= 0) {
        while (spread.values[place] < scores[row]) {
          place++;
        }
        spread.advance(index[row], place);
        spread.groupBelow[index[row]] += set.weight(row);
      }
    }
    for (int group = 0; group < spread.last.length && spread.distinct > 0; group++) {
      spread.advance(group, spread.distinct - 1);
    }
    return spread;
  }

  private void addToAll(double value, int group, double weight) {
    if (distinct == 0 || value != values[distinct - 1]) {
      values[distinct++] = value;
    }
    below[distinct] += weight;
    groupWeight[group] += weight;
  }

  /** Below[k] is the share of rows under the k-th value, area[k] its integral up to there. */
  private void accumulate() {
    double total = 0;
    for (int k = 1; k <= distinct; k++) {
      total += below[k];
    }
    double sum = 0;
    for (int k = 1; k <= distinct; k++) {
      sum += below[k];
      below[k] = sum / total;
      area[k] = area[k - 1] + (k > 1 ? below[k - 1] * (values[k - 1] - values[k - 2]) : 0);
    }
  }

  /** Integrates |F of all − F of the group| from the group's last value to another. */
  private void advance(int group, int to) {
    int from = last[group];
    if (to == from) {
      return;
    }
    double level = groupBelow[group] / groupWeight[group];
    int cross = firstAbove(level, from + 1, to);
    wasserstein[group] +=
        level * (values[cross] - values[from])
            - (area[cross + 1] - area[from + 1])
            + (area[to + 1] - area[cross + 1])
            - level * (values[to] - values[cross]);
    double atStart = Math.abs(below[from + 1] - level);
    double atEnd = Math.abs(below[to] - level);
    greatest[group] = Math.max(greatest[group], Math.max(atStart, atEnd));
    last[group] = to;
  }

  /** Returns the first place from which on the share of all rows is above a level. */
  private int firstAbove(double level, int from, int to) {
    int low = from - 1;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (below[middle + 1] > level) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private double[] toOthers(double[] toAll) {
    double total = 0;
    for (double weight : groupWeight) {
      total += weight;
    }
    double[] distances = new double[toAll.length];
    for (int group = 0; group < distances.length; group++) {
      double rest = total - groupWeight[group];
      boolean both = groupWeight[group] > 0 && rest > 1e-12 * total;
      distances[group] = both ? Math.max(0, toAll[group]) * total / rest : Double.NaN;
    }
    return distances;
  }
}
