package governance.engine;

/**
 * Probabilities a model gives.
 *
 * @param sequences {@code [row][class]}, or null for token classification
 * @param tokens {@code [row][piece][class]}, for a masked language model {@code [row][place][2]},
 *     or null for sequence classification
 */
public record Predictions(float[][] sequences, float[][][] tokens) {}
