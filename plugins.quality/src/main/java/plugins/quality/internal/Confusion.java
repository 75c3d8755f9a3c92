package plugins.quality.internal;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;

/** Weighted counts of rows by true and predicted class. */
final class Confusion {
  private final int classes;
  private final double[] cells;
  private double total;
  private long rows;

  private Confusion(int classes) {
    this.classes = classes;
    this.cells = new double[classes * classes];
  }

  private record Key(Object of) {}

  /** Counts all rows, once for all metrics. */
  static Confusion of(EvaluationSet set) {
    return set.once(new Key(""), () -> counted(set));
  }

  private static Confusion counted(EvaluationSet set) {
    Confusion all = new Confusion(set.classes().size());
    int[] labels = set.labels();
    int[] predictions = set.predictions();
    for (int row = 0; row < labels.length; row++) {
      all.add(labels[row], predictions[row], set.weight(row), set.count(row));
    }
    return all;
  }

  /** Counts the rows of each group of a column once; rows without a group are left out. */
  static Confusion[] of(EvaluationSet set, String column) {
    return set.once(new Key(column), () -> counted(set, set.groups(column)));
  }

  private static Confusion[] counted(EvaluationSet set, Groups groups) {
    Confusion[] each = new Confusion[groups.names().size()];
    for (int group = 0; group < each.length; group++) {
      each[group] = new Confusion(set.classes().size());
    }
    int[] labels = set.labels();
    int[] predictions = set.predictions();
    int[] index = groups.index();
    for (int row = 0; row < labels.length; row++) {
      if (index[row] >= 0) {
        each[index[row]].add(labels[row], predictions[row], set.weight(row), set.count(row));
      }
    }
    return each;
  }

  private void add(int truth, int predicted, double weight, long count) {
    if (weight > 0) {
      cells[truth * classes + predicted] += weight;
      total += weight;
      rows += count;
    }
  }

  int classes() {
    return classes;
  }

  /** Returns how many rows have a weight above 0. */
  long rows() {
    return rows;
  }

  /** Returns the weight of all rows. */
  double total() {
    return total;
  }

  /** Returns the weight of the rows of one class that were recognised. */
  double hits(int label) {
    return cells[label * classes + label];
  }

  /** Returns the weight of the rows that are of one class. */
  double truth(int label) {
    double sum = 0;
    for (int predicted = 0; predicted < classes; predicted++) {
      sum += cells[label * classes + predicted];
    }
    return sum;
  }

  /** Returns the weight of the rows that were predicted to be of one class. */
  double predicted(int label) {
    double sum = 0;
    for (int truth = 0; truth < classes; truth++) {
      sum += cells[truth * classes + label];
    }
    return sum;
  }

  /** Returns the weight of the rows with one pair of true and predicted class. */
  double cell(int truth, int predicted) {
    return cells[truth * classes + predicted];
  }
}
