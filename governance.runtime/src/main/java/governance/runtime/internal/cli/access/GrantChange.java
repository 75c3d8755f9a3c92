package governance.runtime.internal.cli.access;

import governance.api.GovernanceException;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** Gives or takes the use of data: what the two commands share. */
abstract class GrantChange implements Callable<Integer> {
  private final CliContext context;
  private final String command;
  private final boolean gives;

  @Parameters(index = "0", paramLabel = "DATA", description = "As the policy names it.")
  private String data;

  @Parameters(index = "1", paramLabel = "USER", description = "A user of the policy.")
  private String user;

  GrantChange(CliContext context, String command, boolean gives) {
    this.context = context;
    this.command = command;
    this.gives = gives;
  }

  @Override
  public Integer call() {
    if (context.access().policy().isEmpty()) {
      throw GovernanceException.spec(
          command, "there is no policy", "", "Make one: governance access init");
    }
    context.access().folder().grant(context.access().user(), data, user, gives);
    String now = gives ? " may use " : " may no longer use ";
    context.terminal().out().println(user + now + data);
    return Exit.OK;
  }
}
