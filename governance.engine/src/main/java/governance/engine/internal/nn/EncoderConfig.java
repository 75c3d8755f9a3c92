package governance.engine.internal.nn;

/**
 * Shape and constants of a BERT encoder.
 *
 * @param vocabulary number of word pieces
 * @param hidden width E, a multiple of {@code heads}
 * @param layers number of layers
 * @param heads attention heads
 * @param intermediate width of the feed-forward part
 * @param positions longest input in tokens
 * @param types number of token types
 * @param activation activation of the feed-forward part
 * @param epsilon added to the variance in layer norms
 * @param hiddenDropout probability in [0, 1) of dropping a hidden value
 * @param attentionDropout probability in [0, 1) of dropping an attention probability
 * @param padding id of the padding token, whose embedding gets no gradient, or -1
 * @param initializerRange standard deviation of random weights
 */
public record EncoderConfig(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int positions,
    int types,
    Activation activation,
    double epsilon,
    double hiddenDropout,
    double attentionDropout,
    int padding,
    double initializerRange) {

  /** The usual BERT constants around the given shape: GELU, dropout 0.1, two token types. */
  public static EncoderConfig bert(
      int vocabulary, int hidden, int layers, int heads, int intermediate, int positions) {
    return new EncoderConfig(
        vocabulary,
        hidden,
        layers,
        heads,
        intermediate,
        positions,
        2,
        Activation.GELU,
        1e-12,
        0.1,
        0.1,
        0,
        0.02);
  }

  /** The same with one probability for both dropouts. */
  public EncoderConfig withDropout(double probability) {
    return new EncoderConfig(
        vocabulary,
        hidden,
        layers,
        heads,
        intermediate,
        positions,
        types,
        activation,
        epsilon,
        probability,
        probability,
        padding,
        initializerRange);
  }
}
