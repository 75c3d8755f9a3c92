package governance.engine.internal.batch;

import governance.engine.Encoded;

/**
 * A text with hidden places.
 *
 * @param input what the model reads
 * @param places indices of the pieces to be found, ascending
 * @param originals ids of the pieces that stood there
 */
public record Masked(Encoded input, int[] places, int[] originals) {}
