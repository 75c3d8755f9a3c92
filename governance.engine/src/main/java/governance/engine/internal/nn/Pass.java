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
 */
public record Pass(Inputs inputs, NDArray logits, NDArray word, NDArray hidden, Tape tape) {
  /** A pass that was not recorded. */
  public Pass(Inputs inputs, NDArray logits, NDArray word, NDArray hidden) {
    this(inputs, logits, word, hidden, null);
  }
}
