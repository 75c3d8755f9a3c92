package governance.runtime.internal.cli.command;

import governance.api.GovernanceException;
import java.nio.file.Path;

/** A model that finds names, as commands are given it: it may be one of a run. */
public final class NameModelOption {
  private NameModelOption() {}

  /**
   * Asks whether the model may be used.
   *
   * @throws GovernanceException if not
   */
  public static void check(CliContext context, Path model) {
    context
        .access()
        .model(model)
        .ifPresent(
            refused -> {
              throw new GovernanceException(refused);
            });
  }
}
