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
    double adversarial) {

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
        Double.NaN);
  }
}
