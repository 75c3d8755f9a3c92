package governance.engine.internal.nn;

/**
 * What will be done with the graph of a pass.
 *
 * @param flash whether the fused attention may be used; its gradient has no gradient itself
 * @param leaf whether the word embeddings require a gradient; without, backward need not come down
 *     to them
 * @param recorded whether the gradient of each row is wanted, so that uses of trained layers are
 *     written down
 */
public record Graph(boolean flash, boolean leaf, boolean recorded) {
  /** A graph for one gradient of the whole batch. */
  public static final Graph USUAL = new Graph(true, true, false);

  /** A pass that nothing is differentiated through. */
  static final Graph NONE = new Graph(true, false, false);
}
