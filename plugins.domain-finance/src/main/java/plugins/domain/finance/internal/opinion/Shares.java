package plugins.domain.finance.internal.opinion;

import java.util.TreeMap;

/** Weights of rows by period and class, of one topic. */
final class Shares {
  private final int classes;
  private final TreeMap<String, double[]> periods = new TreeMap<>();

  Shares(int classes) {
    this.classes = classes;
  }

  void add(String period, int label, double weight) {
    periods.computeIfAbsent(period, p -> new double[classes])[label] += weight;
  }

  /** Returns the weights of each class by period, in order of time. */
  TreeMap<String, double[]> periods() {
    return periods;
  }

  /** Returns the weight of some classes together. */
  static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /** Returns the share of one class over all periods; NaN without rows. */
  double overall(int label) {
    double hits = 0;
    double all = 0;
    for (double[] weights : periods.values()) {
      hits += weights[label];
      all += sum(weights);
    }
    return hits / all;
  }

  /** Returns the weight of all rows. */
  double total() {
    return periods.values().stream().mapToDouble(Shares::sum).sum();
  }
}
