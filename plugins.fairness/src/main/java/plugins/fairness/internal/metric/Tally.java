package plugins.fairness.internal.metric;

import governance.api.evaluate.EvaluationSet;

/**
 * Weights of the rows by stratum, group and class, counted in one pass. Rows without a group are
 * kept under a group of their own, because they belong to all rows; rows without a stratum, and
 * with weight 0, are left out.
 */
public final class Tally {
  private static final int BLOCK = 2048;
  private static final int SMALL = 1 << 16;

  private final int classes;
  private final int groups;
  private final long[] rows;
  private final double[] total;
  private final double[] hit;
  private final double[] predicted;
  private final double[] truth;
  private final double[] joint;

  private Tally(int classes, int groups, int strata) {
    this.classes = classes;
    this.groups = groups;
    int cells = Math.multiplyExact(strata, groups + 1);
    rows = new long[cells];
    total = new double[cells];
    int each = Math.multiplyExact(cells, classes);
    hit = new double[each];
    predicted = new double[each];
    truth = new double[each];
    joint = (long) each * classes <= SMALL ? new double[each * classes] : null;
  }

  private record Key(Object groups, Object strata) {}

  /** Counts all rows, once for all metrics that rest on these counts. */
  public static Tally of(EvaluationSet set, Partition groups, Partition strata) {
    return set.once(new Key(groups.key(), strata.key()), () -> counted(set, groups, strata));
  }

  private static Tally counted(EvaluationSet set, Partition groups, Partition strata) {
    Tally tally = new Tally(set.classes().size(), groups.size(), strata.size());
    int[] cell = new int[BLOCK];
    int[] stratum = new int[BLOCK];
    for (int from = 0; from < set.size(); from += BLOCK) {
      int to = Math.min(set.size(), from + BLOCK);
      groups.fill(from, to, cell);
      if (!strata.columns().isEmpty()) {
        strata.fill(from, to, stratum);
      }
      tally.place(cell, stratum, to - from);
      if (set.weights() == null) {
        tally.addOnes(set, from, to, cell);
      } else {
        tally.add(set, from, to, cell);
      }
    }
    tally.sum();
    return tally;
  }

  private void place(int[] cell, int[] stratum, int count) {
    for (int i = 0; i < count; i++) {
      int group = cell[i] < 0 ? groups : cell[i];
      cell[i] = stratum[i] < 0 ? -1 : stratum[i] * (groups + 1) + group;
    }
  }

  private void addOnes(EvaluationSet set, int from, int to, int[] cell) {
    int[] labels = set.labels();
    int[] predictions = set.predictions();
    for (int i = 0; i < to - from; i++) {
      if (cell[i] >= 0) {
        rows[cell[i]] += set.count(from + i);
        add(cell[i], labels[from + i], predictions[from + i], 1);
      }
    }
  }

  private void add(EvaluationSet set, int from, int to, int[] cell) {
    int[] labels = set.labels();
    int[] predictions = set.predictions();
    double[] weights = set.weights();
    for (int i = 0; i < to - from; i++) {
      double weight = weights[from + i];
      if (cell[i] >= 0 && weight > 0) {
        rows[cell[i]] += set.count(from + i);
        add(cell[i], labels[from + i], predictions[from + i], weight);
      }
    }
  }

  private void add(int cell, int label, int prediction, double weight) {
    if (joint != null) {
      joint[(cell * classes + label) * classes + prediction] += weight;
    } else {
      put(cell, label, prediction, weight);
    }
  }

  private void put(int cell, int label, int prediction, double weight) {
    total[cell] += weight;
    truth[cell * classes + label] += weight;
    predicted[cell * classes + prediction] += weight;
    if (label == prediction) {
      hit[cell * classes + label] += weight;
    }
  }

  private void sum() {
    for (int i = 0; joint != null && i < joint.length; i++) {
      if (joint[i] > 0) {
        int each = i / classes;
        put(each / classes, each % classes, i % classes, joint[i]);
      }
    }
  }

  /** Returns the number of strata. */
  int strata() {
    return rows.length / (groups + 1);
  }

  /** Returns the number of groups, without that of rows whose group is missing. */
  public int groups() {
    return groups;
  }

  /** Returns the number of rows of a group with a weight above 0, over all strata. */
  public long rows(int group) {
    long sum = 0;
    for (int stratum = 0; stratum < strata(); stratum++) {
      sum += rows[stratum * (groups + 1) + group];
    }
    return sum;
  }

  /** Returns the weight of the rows that are in a group, of one stratum. */
  double weight(int stratum) {
    double sum = 0;
    for (int group = 0; group < groups; group++) {
      sum += total[stratum * (groups + 1) + group];
    }
    return sum;
  }

  /** Returns the weight of the rows of a group, over all strata. */
  double size(int group) {
    double sum = 0;
    for (int stratum = 0; stratum < strata(); stratum++) {
      sum += total[stratum * (groups + 1) + group];
    }
    return sum;
  }

  /** Returns the outcomes of a group of a stratum, one class against the rest. */
  public Outcomes of(int stratum, int group, int positive) {
    int cell = stratum * (groups + 1) + group;
    int each = cell * classes + positive;
    double tp = hit[each];
    double fn = rest(truth[each] - tp, total[cell]);
    double fp = rest(predicted[each] - tp, total[cell]);
    return new Outcomes(tp, fp, fn, rest(total[cell] - tp - fn - fp, total[cell]));
  }

  /** What rounding leaves of weights that are no whole numbers is nothing. */
  private static double rest(double difference, double of) {
    return difference > 1e-12 * of ? difference : 0;
  }

  /**
   * Returns the weight of the rows of a group that are predicted, or labelled, to be of a class.
   */
  double weight(int stratum, int group, int of, boolean byLabel) {
    return (byLabel ? truth : predicted)[(stratum * (groups + 1) + group) * classes + of];
  }

  /** Returns the number of classes. */
  int classes() {
    return classes;
  }
}
