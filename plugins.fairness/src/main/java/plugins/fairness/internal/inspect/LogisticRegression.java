package plugins.fairness.internal.inspect;

import java.util.Arrays;

/**
 * Logistic regression on rows that have some of many features, each row scaled to length 1. The
 * least of mean log-loss + 1 / (2 C n) ‖w‖² is approached by accelerated gradient steps (Nesterov
 * 1983) over all rows, so that the order of rows plays no part.
 */
final class LogisticRegression {
  /** How weakly weights are held to 0, as C of scikit-learn. */
  private static final double C = 10;

  private static final int STEPS = 150;

  private final double[] weights;
  private double intercept;

  private LogisticRegression(int features) {
    weights = new double[features];
  }

  /**
   * Fits the regression.
   *
   * @param rows for each row its features
   * @param positive whether each row is of the class
   * @param used the rows to fit on
   */
  static LogisticRegression fit(int[][] rows, boolean[] positive, int[] used, int features) {
    LogisticRegression model = new LogisticRegression(features);
    double penalty = 1 / (C * used.length);
    // A row and the intercept together have the squared length 2.
    double rate = 1 / (2 * 0.25 + penalty);
    double[] gradient = new double[features];
    double[] before = new double[features];
    double interceptBefore = 0;
    double momentum = 1;
    for (int step = 0; step < STEPS; step++) {
      Arrays.fill(gradient, 0);
      double sum = 0;
      for (int row : used) {
        double error = 1 / (1 + Math.exp(-model.score(rows[row]))) - (positive[row] ? 1 : 0);
        sum += error;
        double part = error / Math.sqrt(rows[row].length) / used.length;
        for (int feature : rows[row]) {
          gradient[feature] += part;
        }
      }
      double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double ahead = (momentum - 1) / next;
      momentum = next;
      for (int f = 0; f < features; f++) {
        double moved = model.weights[f] - rate * (gradient[f] + penalty * model.weights[f]);
        model.weights[f] = moved + ahead * (moved - before[f]);
        before[f] = moved;
      }
      double moved = model.intercept - rate * sum / used.length;
      model.intercept = moved + ahead * (moved - interceptBefore);
      interceptBefore = moved;
    }
    System.arraycopy(before, 0, model.weights, 0, features);
    model.intercept = interceptBefore;
    return model;
  }

  /** Returns the log-odds of a row. */
  double score(int[] row) {
    double sum = 0;
    for (int feature : row) {
      sum += weights[feature];
    }
    return row.length == 0 ? intercept : intercept + sum / Math.sqrt(row.length);
  }
}
