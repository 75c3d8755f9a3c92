package governance.engine.internal.io;

import governance.api.Problem;
import governance.engine.ModelRequest.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * What a model folder says of itself.
 *
 * @param type the architecture, or empty
 * @param shape sizes of the encoder, if its file could be read
 * @param parameters number of values in the weight files
 * @param bytes size of the weight files
 * @param embeddings whether gradients with respect to word embeddings can be taken
 * @param problems what is wrong
 */
public record FolderFacts(
    String type,
    Optional<Architecture> shape,
    long parameters,
    long bytes,
    boolean embeddings,
    List<Problem> problems) {
  /** Nothing but what is wrong. */
  public static FolderFacts none(List<Problem> problems) {
    return new FolderFacts("", Optional.empty(), 0, 0, true, problems);
  }
}
