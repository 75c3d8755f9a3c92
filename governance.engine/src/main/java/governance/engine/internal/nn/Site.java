package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;

/**
 * One use of a trained layer in a recorded pass.
 *
 * @param kind what the layer is
 * @param leaf the leaf it uses: the weight, the gain, the table; of the tied decoder the bias
 * @param row of a linear layer the first row of the weight that was used, of positions the row of
 *     the first one
 * @param input what came in: [B, T, D], [B, D] or [M, D] for hidden places; ids or types [B, T]
 * @param output a tensor whose gradient is that of what came out, of the same leading axes, which
 *     may be joined
 */
public record Site(Kind kind, int leaf, int row, NDArray input, NDArray output) {
  /** What a layer is, in the order of the script text. */
  public enum Kind {
    /** A linear layer; its bias is the leaf after the weight. */
    LINEAR,
    /** A layer norm; its bias is the leaf after the gain. */
    NORM,
    /** The decoder of a masked language model, whose weight is the table of words. */
    DECODER,
    /** Word embeddings. */
    WORDS,
    /** Embeddings of positions and, in the leaf after them, of types. */
    POSITIONS,
    /** A weight without bias. */
    WEIGHT
  }
}
