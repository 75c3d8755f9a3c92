package governance.runtime.internal.spec;

import governance.engine.Precision;
import governance.engine.Tuning;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model to start from.
 *
 * @param folder a folder in Hugging Face layout, absolute; empty for random weights of the shape
 *     below
 * @param layers number of encoder layers
 * @param hidden width, a multiple of {@code heads}
 * @param heads attention heads
 * @param intermediate width of the feed-forward part
 * @param precision number format of matrix products
 * @param dropout probability in [0, 1), or NaN for the folder's own
 * @param vocabulary a folder with a tokenizer for random weights; empty for the one that ships
 * @param start what weights are without a folder
 * @param positions longest input that a model without a folder can read, 0 for that of the run
 * @param tuning which parameters are trained
 * @param committee number of models that are trained with seeds of their own, at least 1
 */
public record ModelSpec(
    Optional<Path> folder,
    int layers,
    int hidden,
    int heads,
    int intermediate,
    Precision precision,
    double dropout,
    Optional<Path> vocabulary,
    Start start,
    int positions,
    Tuning tuning,
    int committee) {

  /** What a model without a folder begins with. */
  public enum Start {
    /** Random weights. */
    RANDOM,
    /** Weights that follow from the co-occurrence of word pieces in the training rows. */
    CO_OCCURRENCE
  }

  /** One model whose parameters are all trained. */
  public ModelSpec(
      Optional<Path> folder,
      int layers,
      int hidden,
      int heads,
      int intermediate,
      Precision precision,
      double dropout) {
    this(
        folder,
        layers,
        hidden,
        heads,
        intermediate,
        precision,
        dropout,
        Optional.empty(),
        Start.RANDOM,
        0,
        Tuning.FULL,
        1);
  }
}
