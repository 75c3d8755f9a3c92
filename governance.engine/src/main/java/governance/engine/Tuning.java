package governance.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which parameters of a model are trained. The head always is.
 *
 * @param adapter low-rank updates that are trained in place of the encoder, or empty
 * @param freeze what of the encoder is not trained; nothing more than {@code adapter} freezes
 *     itself
 */
public record Tuning(Optional<Adapter> adapter, Freeze freeze) {
  /** All parameters are trained. */
  public static final Tuning FULL = new Tuning(Optional.empty(), Freeze.NOTHING);

  /**
   * Low-rank updates of linear layers (LoRA, Hu et al. 2021): W x becomes W x + alpha / rank · B A
   * x, where W is frozen, A [rank, in] begins random and B [out, rank] with zeros.
   *
   * @param folder an adapter in the layout of the library PEFT to go on from, whose rank, alpha and
   *     targets count then; empty for a new one
   * @param rank rank of each update, at least 1
   * @param alpha scale of the updates before division by the rank
   * @param dropout probability in [0, 1) of dropping an input of A in training
   * @param targets names of linear layers of the encoder's layers, or ends of their names after a
   *     dot; {@code all-linear} alone for all of them; empty for query and value
   * @param merge whether the model is written with the updates added to its weights, and not as
   *     adapter
   */
  public record Adapter(
      Optional<Path> folder,
      int rank,
      double alpha,
      double dropout,
      List<String> targets,
      boolean merge) {
    /** Copies the targets. */
    public Adapter {
      targets = List.copyOf(targets);
    }
  }

  /**
   * Parts of the encoder that stay as they are.
   *
   * @param embeddings whether word, position and type embeddings do, with their norm
   * @param layers how many layers do, from the lowest on; {@link #ALL_LAYERS} for all
   */
  public record Freeze(boolean embeddings, int layers) {
    /** All layers of the encoder. */
    public static final int ALL_LAYERS = Integer.MAX_VALUE;

    /** Nothing is frozen. */
    public static final Freeze NOTHING = new Freeze(false, 0);
  }
}
