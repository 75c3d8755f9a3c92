package plugins.fairness.internal.regression;

import java.util.Arrays;

/**
 * Multinomial logistic regression with a ridge: minimises Σ wᵢ (−ln p(yᵢ | xᵢ)) + ½ Σ β², the
 * constant of a class left out of the sum of squares (scikit-learn's LogisticRegression with C=1).
 */
public final class Softmax {
  private static final int ITERATIONS = 200;
  private static final double TOLERANCE = 1e-5;

  private final int classes;
  private final int width;
  private final double[] parameters;

  private Softmax(int classes, int width, double[] parameters) {
    this.classes = classes;
    this.width = width;
    this.parameters = parameters;
  }

  /**
   * Fits the model.
   *
   * @param labels the class of each row; rows with -1 take no part
   * @param weights the weight of each row
   */
  public static Softmax fit(SparseRows rows, int[] labels, int classes, double[] weights) {
    int width = rows.width();
    double total = 0;
    for (int row = 0; row < labels.length; row++) {
      total += labels[row] < 0 ? 0 : weights[row];
    }
    double scale = total > 0 ? 1 / total : 1;
    Softmax model = new Softmax(classes, width, new double[classes * (width + 1)]);
    double[] found =
        Lbfgs.minimise(
            (point, gradient) ->
                scale
                    * new Softmax(classes, width, point)
                        .loss(rows, labels, weights, gradient, scale),
            model.parameters,
            ITERATIONS,
            TOLERANCE);
    return new Softmax(classes, width, found);
  }

  /** Returns the loss; the gradient that is written is that of {@code scale} times the loss. */
  private double loss(
      SparseRows rows, int[] labels, double[] weights, double[] gradient, double scale) {
    Arrays.fill(gradient, 0);
    double loss = 0;
    double[] p = new double[classes];
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || weights[row] == 0) {
        continue;
      }
      probabilities(rows, row, p);
      loss -= weights[row] * Math.log(Math.max(p[labels[row]], Double.MIN_NORMAL));
      p[labels[row]] -= 1;
      addGradient(rows, row, p, scale * weights[row], gradient);
    }
    for (int i = 0; i < parameters.length; i++) {
      if (i % (width + 1) != width) {
        loss += parameters[i] * parameters[i] / 2;
        gradient[i] += scale * parameters[i];
      }
    }
    return loss;
  }

  private void addGradient(
      SparseRows rows, int row, double[] error, double weight, double[] gradient) {
    int[] columns = rows.columns()[row];
    double[] values = rows.values()[row];
    for (int c = 0; c < classes; c++) {
      int start = c * (width + 1);
      double times = weight * error[c];
      for (int i = 0; i < columns.length; i++) {
        gradient[start + columns[i]] += times * values[i];
      }
      gradient[start + width] += times;
    }
  }

  /** Writes the probability of each class. */
  public void probabilities(SparseRows rows, int row, double[] p) {
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      p[c] = logit(rows, row, c);
      most = Math.max(most, p[c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      p[c] = Math.exp(p[c] - most);
      sum += p[c];
    }
    for (int c = 0; c < classes; c++) {
      p[c] /= sum;
    }
  }

  private double logit(SparseRows rows, int row, int c) {
    int[] columns = rows.columns()[row];
    double[] values = rows.values()[row];
    int start = c * (width + 1);
    double logit = parameters[start + width];
    for (int i = 0; i < columns.length; i++) {
      logit += parameters[start + columns[i]] * values[i];
    }
    return logit;
  }

  /** Returns the log-odds of the second class against the first. */
  public double logOdds(SparseRows rows, int row) {
    return logit(rows, row, 1) - logit(rows, row, 0);
  }
}
