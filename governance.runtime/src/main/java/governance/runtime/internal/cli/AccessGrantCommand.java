package governance.runtime.internal.cli;

import governance.api.GovernanceException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets an owner grant data. */
@Command(
    name = "grant",
    header = "Grants the use of data to a user, for an owner of it.",
    description = "Changes the policy, and is logged. Runs that are at work go on.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance access grant german-credit alice"})
final class AccessGrantCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(index = "0", paramLabel = "DATA", description = "As the policy names it.")
  private String data;

  @Parameters(index = "1", paramLabel = "USER", description = "A user of the policy.")
  private String user;

  AccessGrantCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (context.access().policy().isEmpty()) {
      throw GovernanceException.spec(
          "access grant", "there is no policy", "", "Make one: governance access init");
    }
    context.access().folder().grant(context.access().user(), data, user, true);
    context.terminal().out().println(user + " may use " + data);
    return Exit.OK;
  }
}
