package governance.engine.internal.nn;

/**
 * Shape and constants of an encoder.
 *
 * @param vocabulary number of word pieces
 * @param hidden width E, a multiple of {@code heads}
 * @param layers number of groups of layers that are applied; the number of layers where none share
 *     weights
 * @param heads attention heads
 * @param intermediate width of the feed-forward part
 * @param positions longest input in tokens
 * @param types number of token types, 0 where the architecture has none
 * @param activation activation of the feed-forward part
 * @param epsilon added to the variance in layer norms
 * @param hiddenDropout probability in [0, 1) of dropping a hidden value
 * @param attentionDropout probability in [0, 1) of dropping an attention probability
 * @param padding id of the padding token, whose embedding gets no gradient, or -1
 * @param initializerRange standard deviation of random weights
 * @param form architecture and how the encoder is built
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
    double initializerRange,
    Form form) {

  /** The same as BERT is built. */
  public EncoderConfig(
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
    this(
        vocabulary,
        hidden,
        layers,
        heads,
        intermediate,
        positions,
        types,
        activation,
        epsilon,
        hiddenDropout,
        attentionDropout,
        padding,
        initializerRange,
        Form.bert(hidden, layers));
  }

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
        initializerRange,
        form);
  }

  /** The same built otherwise and for inputs of another length. */
  public EncoderConfig with(Form other, int longest) {
    return new EncoderConfig(
        vocabulary,
        hidden,
        layers,
        heads,
        intermediate,
        longest,
        types,
        activation,
        epsilon,
        hiddenDropout,
        attentionDropout,
        padding,
        initializerRange,
        other);
  }

  /** The architecture. */
  public Family family() {
    return form.family();
  }

  /** Number of layers that a text passes. */
  public int depth() {
    return layers * form.inner();
  }

  /** Number of layers that own weights. */
  public int ownLayers() {
    return form.groups() * form.inner();
  }

  /** Which of the layers that own weights is applied at a depth. */
  int ownLayer(int depth) {
    int group = (int) ((long) (depth / form.inner()) * form.groups() / layers);
    return group * form.inner() + depth % form.inner();
  }
}
