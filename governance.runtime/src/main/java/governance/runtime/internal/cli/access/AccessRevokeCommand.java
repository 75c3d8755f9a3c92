package governance.runtime.internal.cli.access;

import governance.runtime.internal.cli.command.CliContext;
import picocli.CommandLine.Command;

/** Lets an owner take a grant back. */
@Command(
    name = "revoke",
    header = "Takes the grant of data from a user, for an owner of it.",
    description = "Changes the policy, and is logged. Runs that are at work go on.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance access revoke german-credit alice"})
final class AccessRevokeCommand extends GrantChange {
  AccessRevokeCommand(CliContext context) {
    super(context, "access revoke", false);
  }
}
