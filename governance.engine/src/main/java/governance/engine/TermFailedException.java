package governance.engine;

/**
 * A penalty threw, or returned nothing usable. The step was not applied: the model is as it was
 * before.
 */
public final class TermFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String reason;

  /**
   * Names the contribution.
   *
   * @param id the contribution's id, or {@code loss} for the base loss
   * @param reason what happened, for readers
   * @param cause what it threw, or null
   */
  public TermFailedException(String id, String reason, Throwable cause) {
    super(id + ": " + reason, cause);
    this.id = id;
    this.reason = reason;
  }

  /** Returns what happened, without the id. */
  public String reason() {
    return reason;
  }

  /** Returns the contribution's id, or {@code loss}. */
  public String id() {
    return id;
  }
}
