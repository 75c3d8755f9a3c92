package governance.runtime.internal.cli.access;

import governance.runtime.internal.cli.command.CliContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Roles, grants and the log of accesses. */
@Command(
    name = "access",
    header = "Sets up who may do what, explains it, and shows who did what.",
    description =
        "Without a policy everything is allowed. With one, what is not granted is refused and each"
            + " access is logged.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance access init --user alice=operator --user bob=data-owner --data german-credit=bob",
      "  governance access grant german-credit alice",
      "  governance access check alice run german-credit",
      "  governance access log --verify"
    })
public final class AccessCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with its parts. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new AccessCommand())
        .addSubcommand(new AccessInitCommand(context))
        .addSubcommand(new AccessShowCommand(context))
        .addSubcommand(new AccessCheckCommand(context))
        .addSubcommand(new AccessGrantCommand(context))
        .addSubcommand(new AccessRevokeCommand(context))
        .addSubcommand(new AccessLogCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing what to do: init, show, check, grant, revoke or log");
  }
}
