package plugins.fairness.internal.transform.ranker;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import plugins.fairness.internal.regression.Softmax;
import plugins.fairness.internal.regression.SparseRows;

/**
 * A logistic regression of the class on what the tuned model may read: FEATURE and TEXT columns,
 * never a protected one.
 */
public final class Ranker {
  private final Features features;
  private final Softmax model;
  private final int classes;

  private Ranker(Features features, Softmax model, int classes) {
    this.features = features;
    this.model = model;
    this.classes = classes;
  }

  /**
   * Fits a ranker.
   *
   * @param labels the class of each row; rows with -1 take no part
   * @param classes the number of classes
   * @param weights the weight of each row
   * @param id who asks, named where there is nothing to read
   */
  public static Ranker fit(
      Dataset training, int[] labels, int classes, double[] weights, String id) {
    Features features = new Features(training);
    if (features.width() == 0) {
      throw GovernanceException.spec(
          id,
          "no column tells training rows apart that the model may read, so they cannot be ranked",
          "a FEATURE or TEXT column with more than one value",
          "Give a column that role with data.columns");
    }
    Softmax model = Softmax.fit(features.of(training), labels, classes, weights);
    return new Ranker(features, model, classes);
  }

  /** Returns the probability of each class for each row. */
  public double[][] probabilities(Dataset data) {
    SparseRows rows = features.of(data);
    double[][] all = new double[rows.size()][classes];
    for (int row = 0; row < all.length; row++) {
      model.probabilities(rows, row, all[row]);
    }
    return all;
  }
}
