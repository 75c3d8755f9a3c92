package governance.engine.internal.train;

/** The gradients of rows cannot be had from one backward pass; they can from one for each row. */
public final class ExplicitLoopException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what asks for it. */
  public ExplicitLoopException(String what) {
    super(what);
  }
}
