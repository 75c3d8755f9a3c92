package governance.api.run;

/** Where a run stands. */
public enum RunStatus {
  /** Waiting for its turn: one run at a time in a JVM. */
  QUEUED,
  /** At work. */
  RUNNING,
  /** Finished; every gate allows release. */
  PASSED,
  /** Finished; at least one gate blocks release. */
  BLOCKED,
  /** Stopped on request at a step boundary, with a checkpoint; can be resumed. */
  CANCELLED,
  /** Stopped because a contribution failed or left, with a checkpoint where training had begun. */
  HALTED,
  /** Ended by an error. */
  FAILED,
  /** Ended without a word (process killed); can be resumed when it has a checkpoint. */
  INTERRUPTED
}
