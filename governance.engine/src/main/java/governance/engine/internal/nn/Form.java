package governance.engine.internal.nn;

/**
 * How an encoder is built around its sizes.
 *
 * @param family the architecture
 * @param embedding width D of the embeddings; where it differs from the encoder's, or {@code
 *     projected} says so, a linear layer stands between them
 * @param projected whether there is that layer
 * @param offset row of the position table that the first token has
 * @param groups number of groups of layers that own weights; consecutive layers share a group
 * @param inner layers in a group, which are all applied each time the group is
 */
public record Form(
    Family family, int embedding, boolean projected, int offset, int groups, int inner) {
  /** BERT's form: no projection, positions from row 0, each layer its own weights. */
  public static Form bert(int hidden, int layers) {
    return new Form(Family.BERT, hidden, false, 0, layers, 1);
  }
}
