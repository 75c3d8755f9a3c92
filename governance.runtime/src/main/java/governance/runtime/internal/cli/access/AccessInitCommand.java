package governance.runtime.internal.cli.access;

import governance.api.GovernanceException;
import governance.runtime.internal.access.Policy;
import governance.runtime.internal.access.PolicyFolder;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the first policy. */
@Command(
    name = "init",
    header = "Writes a policy and begins the log of accesses.",
    description =
        "From then on nothing is allowed that the policy does not grant. Without --user the account"
            + " that types this becomes operator and auditor.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance access init",
      "  governance access init --user alice=operator --user bob=data-owner,reviewer \\",
      "      --data german-credit=bob --data /srv/loans=bob"
    })
final class AccessInitCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(
      names = "--user",
      paramLabel = "NAME=ROLE,…",
      description =
          "A user with roles: operator, data-owner, auditor, regulator, reviewer. May come several"
              + " times.")
  private Map<String, String> users = new LinkedHashMap<>();

  @Option(
      names = "--data",
      paramLabel = "DATA=OWNER",
      description =
          "Who owns a data set of the catalogue, a file or folder by its absolute path, or *. May"
              + " come several times.")
  private Map<String, String> data = new LinkedHashMap<>();

  AccessInitCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PolicyFolder folder = context.access().folder();
    if (context.access().policy().isPresent()) {
      throw GovernanceException.spec(
          folder.file().toString(),
          "is there already",
          "",
          "Change it with an editor; see: governance access show");
    }
    Map<String, List<String>> roles = new TreeMap<>();
    users.forEach((name, list) -> roles.put(name, Arrays.asList(list.split(","))));
    if (roles.isEmpty()) {
      roles.put(context.access().user().name(), List.of("operator", "auditor"));
    }
    Policy policy = folder.begin(roles, data);
    context.terminal().out().println("policy    " + policy.file());
    context.terminal().out().println("log       " + folder.logFile());
    roles.forEach(
        (name, list) ->
            context.terminal().out().println("user      " + name + ": " + String.join(", ", list)));
    data.forEach(
        (key, owner) ->
            context.terminal().out().println("data      " + key + ": owned by " + owner));
    context
        .terminal()
        .out()
        .println(
            data.isEmpty()
                ? "No data is granted to anybody yet: name owners below \"data\" in the policy."
                : "Owners grant their data: governance access grant DATA USER");
    return Exit.OK;
  }
}
