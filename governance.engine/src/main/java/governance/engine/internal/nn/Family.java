package governance.engine.internal.nn;

/**
 * What distinguishes one architecture's computation and files from another's, apart from sizes.
 *
 * @param type the {@code model_type} of its files
 * @param prefix what encoder parameters of a model with a head begin with in files
 * @param names names of the encoder's modules; null where the encoder is a module of its own
 * @param head the head for sequence classification
 * @param dropAttention whether there is dropout after the attention's output layer
 * @param dropOutput whether there is dropout after the feed-forward part
 */
public record Family(
    String type,
    String prefix,
    Names names,
    SequenceHead head,
    boolean dropAttention,
    boolean dropOutput) {

  /** BERT (Devlin et al. 2019). */
  public static final Family BERT =
      new Family(
          "bert",
          "bert.",
          Names.BERT,
          new SequenceHead("bert.pooler.dense", "classifier", SequenceHead.Activation.TANH, false),
          true,
          true);

  /** The classifier of token classification, in files of every architecture. */
  static final String TOKEN_CLASSIFIER = "classifier";

  /** An encoder that is not computed here, below one of our heads. */
  public static Family external(String type, SequenceHead head) {
    return new Family(type, "", null, head, false, false);
  }

  /** Whether the encoder is a module of its own, whose weights are not ours. */
  public boolean external() {
    return names == null;
  }

  /** Full name of the table of word embeddings. */
  String words() {
    return prefix + names.words() + ".weight";
  }

  /** Full name of the table of position embeddings. */
  String positions() {
    return prefix + names.positions() + ".weight";
  }

  @Override
  public String toString() {
    return type;
  }
}
