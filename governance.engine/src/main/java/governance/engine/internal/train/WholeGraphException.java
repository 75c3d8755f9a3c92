package governance.engine.internal.train;

/**
 * A penalty asks for what activation checkpointing does not have: the whole graph of a pass. Thrown
 * once; from then on passes keep their graphs, and the step is done again.
 */
public final class WholeGraphException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what asks for it. */
  public WholeGraphException(String what) {
    super(what);
  }
}
