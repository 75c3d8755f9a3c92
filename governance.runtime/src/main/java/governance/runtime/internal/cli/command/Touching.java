package governance.runtime.internal.cli.command;

import governance.runtime.internal.access.Touched;

/** A command that reads a run, or data that no plan names; a policy may forbid it. */
public interface Touching {
  /**
   * Returns what the command is about to read, from its options alone.
   *
   * @throws governance.api.GovernanceException if they name nothing that is there
   */
  Touched touched();
}
