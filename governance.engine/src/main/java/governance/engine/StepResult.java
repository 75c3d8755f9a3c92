package governance.engine;

import java.util.Map;

/**
 * What one training step did.
 *
 * @param step its number, from 0
 * @param epoch the pass over the data it belongs to, from 0
 * @param loss base loss, mean over the rows (or labelled tokens)
 * @param terms value of each penalty before weighting
 * @param total what the step minimised: loss plus weighted terms, plus {@code adversarial} where it
 *     is defined
 * @param gradientNorm Euclidean norm of the gradient before clipping
 * @param learningRate rate of this step
 * @param tokens tokens without padding
 * @param padded tokens with padding
 * @param inputNanos time spent preparing the batch
 * @param stepNanos time of the whole step
 * @param adversarial base loss at the perturbed embeddings, NaN without adversarial training
 * @param estimates how precisely penalties that say so measured what they penalise, by id
 */
public record StepResult(
    long step,
    int epoch,
    double loss,
    Map<String, Double> terms,
    double total,
    double gradientNorm,
    double learningRate,
    long tokens,
    long padded,
    long inputNanos,
    long stepNanos,
    double adversarial,
    Map<String, Estimate> estimates) {

  /**
   * How precisely a step measures what a penalty penalises.
   *
   * @param gap its size without what chance adds, at least 0
   * @param standardError standard error of the gap in the same unit, at least 0
   */
  public record Estimate(double gap, double standardError) {
    /** Returns both times a factor. */
    public Estimate times(double factor) {
      return new Estimate(gap * factor, standardError * factor);
    }

    /** Returns the sums. */
    public Estimate plus(Estimate other) {
      return new Estimate(gap + other.gap, standardError + other.standardError);
    }
  }

  /** A step without perturbation. */
  public StepResult(
      long step,
      int epoch,
      double loss,
      Map<String, Double> terms,
      double total,
      double gradientNorm,
      double learningRate,
      long tokens,
      long padded,
      long inputNanos,
      long stepNanos) {
    this(
        step,
        epoch,
        loss,
        terms,
        total,
        gradientNorm,
        learningRate,
        tokens,
        padded,
        inputNanos,
        stepNanos,
        Double.NaN,
        Map.of());
  }
}
