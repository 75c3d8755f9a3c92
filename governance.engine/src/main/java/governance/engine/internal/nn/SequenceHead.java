package governance.engine.internal.nn;

/**
 * The head for sequence classification: a dense layer on the first position, an activation, and the
 * classifier.
 *
 * @param dense the layer's full name in files
 * @param classifier the classifier's full name in files
 * @param activation what follows the dense layer
 * @param dropFirst whether there is dropout before the dense layer too
 */
public record SequenceHead(
    String dense, String classifier, Activation activation, boolean dropFirst) {
  /** Activation of the dense layer, in the order of the script text. */
  public enum Activation {
    /** Hyperbolic tangent. */
    TANH,
    /** Gaussian error linear unit with erf. */
    GELU,
    /** Rectified linear unit. */
    RELU
  }
}
