package governance.runtime.internal.cli.terminal;

/** The exit codes of all commands. */
public final class Exit {
  /** Done; for a run, every gate allows release. */
  public static final int OK = 0;

  /** An internal error. */
  public static final int INTERNAL = 1;

  /** Bad input; nothing was written. */
  public static final int BAD_INPUT = 2;

  /** The run finished and a gate blocks release. */
  public static final int BLOCKED = 3;

  /** A contribution failed or left. */
  public static final int CONTRIBUTION = 4;

  private Exit() {}
}
