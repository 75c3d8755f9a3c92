package plugins.privacy.internal.attack;

import java.util.Arrays;

/**
 * Multinomial logistic regression with a little weight decay, on standardised features, by
 * accelerated full gradients; deterministic.
 */
final class SoftmaxRegression {
  private static final int STEPS = 300;
  private static final double DECAY = 1e-3;

  private final double[] means;
  private final double[] scales;
  private final double[][] weights;

  /**
   * Fits.
   *
   * @param rows features of each row, finite
   * @param labels class of each row
   */
  SoftmaxRegression(double[][] rows, int[] labels, int classes) {
    int width = rows[0].length;
    means = new double[width];
    scales = new double[width];
    for (int f = 0; f < width; f++) {
      int feature = f;
      means[f] = Arrays.stream(rows).mapToDouble(r -> r[feature]).average().orElse(0);
      double squares =
          Arrays.stream(rows)
              .mapToDouble(r -> Math.pow(r[feature] - means[feature], 2))
              .average()
              .orElse(0);
      scales[f] = squares > 0 ? Math.sqrt(squares) : 1;
    }
    weights = new double[classes][width + 1];
    double[][] standard = Arrays.stream(rows).map(this::standard).toArray(double[][]::new);
    fit(standard, labels);
  }

  private double[] standard(double[] row) {
    double[] all = new double[row.length + 1];
    for (int f = 0; f < row.length; f++) {
      all[f] = (row[f] - means[f]) / scales[f];
    }
    all[row.length] = 1;
    return all;
  }

  /** Nesterov's method; the step is the reciprocal of a bound on the curvature. */
  private void fit(double[][] rows, int[] labels) {
    double curvature =
        Arrays.stream(rows)
                .mapToDouble(r -> Arrays.stream(r).map(v -> v * v).sum())
                .average()
                .orElse(1)
            / 2;
    double rate = 1 / (curvature + DECAY);
    double[][] before = copy(weights);
    for (int step = 0; step < STEPS; step++) {
      double momentum = step / (step + 3.0);
      double[][] ahead = copy(weights);
      for (int c = 0; c < ahead.length; c++) {
        for (int f = 0; f < ahead[c].length; f++) {
          ahead[c][f] += momentum * (weights[c][f] - before[c][f]);
          before[c][f] = weights[c][f];
        }
      }
      double[][] gradient = gradient(ahead, rows, labels);
      for (int c = 0; c < ahead.length; c++) {
        for (int f = 0; f < ahead[c].length; f++) {
          weights[c][f] = ahead[c][f] - rate * (gradient[c][f] + DECAY * ahead[c][f]);
        }
      }
    }
  }

  private static double[][] gradient(double[][] at, double[][] rows, int[] labels) {
    double[][] gradient = new double[at.length][at[0].length];
    for (int i = 0; i < rows.length; i++) {
      double[] p = softmax(at, rows[i]);
      p[labels[i]] -= 1;
      for (int c = 0; c < p.length; c++) {
        for (int f = 0; f < rows[i].length; f++) {
          gradient[c][f] += p[c] * rows[i][f] / rows.length;
        }
      }
    }
    return gradient;
  }

  private static double[] softmax(double[][] weights, double[] row) {
    double[] z = new double[weights.length];
    for (int c = 0; c < z.length; c++) {
      for (int f = 0; f < row.length; f++) {
        z[c] += weights[c][f] * row[f];
      }
    }
    double most = Arrays.stream(z).max().orElse(0);
    double[] p = Arrays.stream(z).map(v -> Math.exp(v - most)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(v -> v / sum).toArray();
  }

  private static double[][] copy(double[][] values) {
    return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
  }

  /** Returns the most probable class. */
  int predict(double[] row) {
    double[] p = softmax(weights, standard(row));
    int best = 0;
    for (int c = 1; c < p.length; c++) {
      best = p[c] > p[best] ? c : best;
    }
    return best;
  }
}
