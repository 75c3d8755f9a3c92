package plugins.fairness.internal.metric;

/**
 * What became of the rows of a group, by weight, one class against the rest.
 *
 * @param tp are and were predicted to be of the class
 * @param fp were wrongly predicted to be
 * @param fn were wrongly predicted not to be
 * @param tn are not and were predicted not to be
 */
public record Outcomes(double tp, double fp, double fn, double tn) {
  /** No rows. */
  public static final Outcomes NONE = new Outcomes(0, 0, 0, 0);

  /** Returns both together. */
  public Outcomes plus(Outcomes other) {
    return new Outcomes(tp + other.tp, fp + other.fp, fn + other.fn, tn + other.tn);
  }

  /** Returns the weight of all rows. */
  public double all() {
    return tp + fp + fn + tn;
  }
}
