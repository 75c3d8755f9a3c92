package governance.runtime.internal.cli;

/** The exit codes of all commands. */
final class Exit {
  /** Done; for a run, every gate allows release. */
  static final int OK = 0;

  /** An internal error. */
  static final int INTERNAL = 1;

  /** Bad input; nothing was written. */
  static final int BAD_INPUT = 2;

  /** The run finished and a gate blocks release. */
  static final int BLOCKED = 3;

  /** A contribution failed or left. */
  static final int CONTRIBUTION = 4;

  private Exit() {}
}
