package governance.engine.internal.model;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.internal.memory.DeviceMemory;
import governance.engine.internal.script.OutOfMemory;

/**
 * How many tokens, padding included, are computed at once outside training: half as many where
 * memory runs out. Used by one thread.
 */
final class TokensAtOnce {
  private static final System.Logger LOG = System.getLogger(TokensAtOnce.class.getName());

  /** Bounds memory for long texts. */
  private static final int USUAL = 8192;

  private final String done;
  private final DeviceMemory memory;
  private int most = USUAL;

  /**
   * Begins with the usual number.
   *
   * @param done what happens to texts, for messages
   * @param memory that of the model's device
   */
  TokensAtOnce(String done, DeviceMemory memory) {
    this.done = done;
    this.memory = memory;
  }

  /** Returns how many tokens may be computed at once. */
  int most() {
    return most;
  }

  /** Returns how many rows of that length may be computed at once, at least 1. */
  int rows(int length) {
    return Math.max(1, most / Math.max(1, length));
  }

  /**
   * Allows half of the rows of a batch because memory ran out.
   *
   * @throws RuntimeException what failed, if that was something else
   * @throws GovernanceException if there is one row only
   */
  void halve(int rows, int length, RuntimeException e) {
    if (!OutOfMemory.is(e)) {
      throw e;
    }
    if (rows == 1) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              "memory",
              "ran out while one text of " + length + " tokens was " + done,
              "",
              "Free memory, or choose a smaller train.maxLength or model"),
          e);
    }
    memory.release();
    most = (rows + 1) / 2 * length;
    LOG.log(
        System.Logger.Level.WARNING,
        "memory ran out while {0} rows of {1} tokens were {2}; half as many are tried",
        rows,
        length,
        done);
  }
}
