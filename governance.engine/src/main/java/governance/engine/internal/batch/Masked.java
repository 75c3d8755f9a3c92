package governance.engine.internal.batch;

import governance.engine.Encoded;

/**
 * A text with hidden places.
 *
 * @param input what the model reads
 * @param places indices of the pieces to be found, ascending
 * @param originals ids of the pieces that stood there
 */
public record Masked(Encoded input, int[] places, int[] originals) {
  /**
   * Hides given places of a text.
   *
   * @param mask id of the token that stands for a hidden place
   */
  public static Masked at(Encoded text, int[] places, int mask) {
    int[] ids = text.ids().clone();
    int[] originals = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      originals[i] = ids[places[i]];
      ids[places[i]] = mask;
    }
    return new Masked(
        new Encoded(ids, text.words(), text.tokens(), text.lost()), places, originals);
  }
}
