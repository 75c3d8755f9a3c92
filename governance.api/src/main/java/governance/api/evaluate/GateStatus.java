package governance.api.evaluate;

/** What a gate decided. */
public enum GateStatus {
  /** The condition holds. */
  PASS,
  /** The condition holds narrowly or in part; does not block release. */
  WARN,
  /** The condition does not hold; blocks release. */
  FAIL,
  /** The gate could not decide, for lack of evidence or by a defect; blocks release. */
  ERROR,
  /** The condition does not concern this run. */
  NOT_APPLICABLE
}
