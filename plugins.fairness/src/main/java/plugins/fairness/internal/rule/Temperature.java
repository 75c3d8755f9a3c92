package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;

/**
 * The temperature T by which log probabilities are divided before they are made to sum to 1 again
 * (Guo, Pleiss, Sun and Weinberger 2017, arXiv:1706.04599, section 4.2): above 1 scores move
 * together, below 1 apart; the order of classes stays.
 */
final class Temperature {
  /** Bounds of T: beyond them scores are as good as 0 and 1, or as equal. */
  private static final double LEAST = 0.05;

  private static final double GREATEST = 20;

  /** Stands for a probability of 0, whose logarithm is not finite. */
  private static final double TINY = 1e-12;

  private static final int STEPS = 80;

  private Temperature() {}

  /** Returns the T in [0.05, 20] of least mean log loss; the loss is convex in 1 / T. */
  static double fit(EvaluationSet set, int[] rows) {
    double[][] logs = logs(set, rows);
    double low = 1 / GREATEST;
    double high = 1 / LEAST;
    for (int i = 0; i < STEPS; i++) {
      double a = low + (high - low) / 3;
      double b = high - (high - low) / 3;
      if (loss(set, rows, logs, a) <= loss(set, rows, logs, b)) {
        high = b;
      } else {
        low = a;
      }
    }
    return 2 / (low + high);
  }

  private static double[][] logs(EvaluationSet set, int[] rows) {
    double[][] logs = new double[set.classes().size()][rows.length];
    for (int c = 0; c < logs.length; c++) {
      double[] scores = set.scores(c);
      for (int i = 0; i < rows.length; i++) {
        logs[c][i] = Math.log(Math.max(TINY, scores[rows[i]]));
      }
    }
    return logs;
  }

  /** Returns the mean log loss of rows at a temperature. */
  static double loss(EvaluationSet set, int[] rows, double temperature) {
    return loss(set, rows, logs(set, rows), 1 / temperature);
  }

  private static double loss(EvaluationSet set, int[] rows, double[][] logs, double inverse) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < rows.length; i++) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (double[] ofClass : logs) {
        greatest = Math.max(greatest, ofClass[i] * inverse);
      }
      double total = 0;
      for (double[] ofClass : logs) {
        total += Math.exp(ofClass[i] * inverse - greatest);
      }
      double own = logs[set.labels()[rows[i]]][i] * inverse - greatest - Math.log(total);
      sum -= set.weight(rows[i]) * own;
      weights += set.weight(rows[i]);
    }
    return sum / weights;
  }

  /** Writes the scores of one row at a temperature. */
  static void scale(EvaluationSet set, int row, double temperature, double[][] into) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < into.length; c++) {
      into[c][row] = Math.log(Math.max(TINY, set.scores(c)[row])) / temperature;
      greatest = Math.max(greatest, into[c][row]);
    }
    double total = 0;
    for (double[] ofClass : into) {
      ofClass[row] = Math.exp(ofClass[row] - greatest);
      total += ofClass[row];
    }
    for (double[] ofClass : into) {
      ofClass[row] /= total;
    }
  }
}
