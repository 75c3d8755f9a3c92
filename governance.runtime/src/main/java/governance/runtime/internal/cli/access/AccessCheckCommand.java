package governance.runtime.internal.cli.access;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.runtime.internal.access.Data;
import governance.runtime.internal.access.Policy;
import governance.runtime.internal.access.Rights;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.spec.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says whether somebody may do something. */
@Command(
    name = "check",
    header = "Says whether a user may use a command, with some data.",
    description =
        "Ends with 0 when it is allowed, with 3 when not. Nothing of the command is done.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance access check alice run german-credit",
      "  governance access check carol \"access log\""
    })
final class AccessCheckCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(index = "0", paramLabel = "USER", description = "A user of the policy.")
  private String user;

  @Parameters(
      index = "1",
      paramLabel = "COMMAND",
      description = "The words of a command, in quotes where there are several.")
  private String command;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "DATA",
      description = "A data set of the catalogue, or a file by its path.")
  private String data;

  AccessCheckCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Optional<Policy> policy = context.access().policy();
    List<String> commands = new ArrayList<>(Rights.ofCommands().keySet());
    if (!commands.contains(command)) {
      String advice = Suggestion.advice(command, commands, "Name a command");
      throw GovernanceException.spec(
          "command \"" + command + "\"", "is not known", String.join(", ", commands), advice);
    }
    if (policy.isEmpty()) {
      context.terminal().out().println("allowed: there is no policy, so everything is");
      return Exit.OK;
    }
    if (!policy.get().users().containsKey(user)) {
      List<String> users = new ArrayList<>(policy.get().users().keySet());
      String advice = Suggestion.advice(user, users, "Who is not named may do nothing");
      throw GovernanceException.spec(
          "user " + user, "is not in the policy", String.join(", ", users), advice);
    }
    Optional<Problem> refused =
        context
            .access()
            .would(policy.get(), user, command, Optional.ofNullable(data).map(this::data));
    context.terminal().out().println(refused.map(p -> "refused: " + p.message()).orElse("allowed"));
    return refused.isEmpty() ? Exit.OK : Exit.BLOCKED;
  }

  private Data data(String text) {
    return text.contains("/") || text.contains("\\")
        ? Data.file(Path.of(text))
        : new Data(Optional.of(text), List.of());
  }
}
