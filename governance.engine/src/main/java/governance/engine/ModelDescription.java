package governance.engine;

import governance.api.Problem;
import governance.engine.ModelRequest.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * What a model folder holds, as far as it can be told without reading the weights' values.
 *
 * @param type the architecture, such as {@code bert}; empty if it could not be read
 * @param shape sizes of the encoder, if they could be read
 * @param parameters number of values in the weight files
 * @param tokenizer kind of the tokenizer: WordPiece, BPE or Unigram; empty if it could not be read
 * @param vocabulary number of the tokenizer's pieces
 * @param bytes size of the weight files
 * @param embeddings whether gradients with respect to word embeddings can be taken
 * @param problems why the folder cannot be used; none if it can
 */
public record ModelDescription(
    String type,
    Optional<Architecture> shape,
    long parameters,
    String tokenizer,
    int vocabulary,
    long bytes,
    boolean embeddings,
    List<Problem> problems) {
  /** Copies the problems. */
  public ModelDescription {
    problems = List.copyOf(problems);
  }

  /** Returns whether nothing is known to be wrong. */
  public boolean usable() {
    return problems.isEmpty();
  }
}
