package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;

/**
 * What a forward pass computed.
 *
 * @param inputs what it was computed from
 * @param logits [B, C], or [B, T, C] for token classification
 * @param word word embeddings [B, T, D] before position, type and norm; in training a leaf of the
 *     graph, whose gradient is scattered to the table
 * @param hidden hidden states of the last layer: [B, E] of the first position, or [B, T, E]
 * @param tape uses of trained layers, or null where they were not recorded
 * @param kept how backward goes on below the head where activations were not kept, else null; then
 *     there are no word embeddings
 */
public record Pass(
    Inputs inputs, NDArray logits, NDArray word, NDArray hidden, Tape tape, CheckpointedPass kept) {
  /** A pass with its whole graph. */
  public Pass(Inputs inputs, NDArray logits, NDArray word, NDArray hidden, Tape tape) {
    this(inputs, logits, word, hidden, tape, null);
  }

  /** A pass that was not recorded. */
  public Pass(Inputs inputs, NDArray logits, NDArray word, NDArray hidden) {
    this(inputs, logits, word, hidden, null, null);
  }
}
