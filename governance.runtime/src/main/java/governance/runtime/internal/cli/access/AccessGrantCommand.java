package governance.runtime.internal.cli.access;

import governance.runtime.internal.cli.command.CliContext;
import picocli.CommandLine.Command;

/** Lets an owner grant data. */
@Command(
    name = "grant",
    header = "Grants the use of data to a user, for an owner of it.",
    description = "Changes the policy, and is logged. Runs that are at work go on.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance access grant german-credit alice"})
final class AccessGrantCommand extends GrantChange {
  AccessGrantCommand(CliContext context) {
    super(context, "access grant", true);
  }
}
