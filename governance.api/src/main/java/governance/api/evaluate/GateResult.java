package governance.api.evaluate;

/**
 * What a gate decided and why.
 *
 * @param status the decision
 * @param reason one sentence with the figures it rests on
 */
public record GateResult(GateStatus status, String reason) {
  /** Returns whether this blocks release. */
  public boolean blocks() {
    return status == GateStatus.FAIL || status == GateStatus.ERROR;
  }
}
