package governance.runtime.internal.cli.catalogue;

import governance.api.GovernanceException;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.configuration.Configured;
import governance.runtime.internal.configuration.OwnSettings;
import governance.runtime.internal.configuration.SettingsOf;
import governance.runtime.internal.registry.Declaration;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one contribution with everything that may be set for it. */
@Command(
    name = "describe",
    header = "Shows a contribution with its settings: type, default, range, what is configured.",
    description =
        "ID is also the PID under which an installation configures it. governance.runtime is the"
            + " PID of the runtime itself, governance.engine that of the engine.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance describe fairness.demographic-parity",
      "  governance describe governance.runtime",
      "  governance describe data.csv --json"
    })
public final class DescribeCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(
      paramLabel = "ID",
      description = "The id of a contribution, governance.runtime or governance.engine.")
  private String id;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public DescribeCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Map<String, Configured> configured = context.configurations().all();
    List<ContributionInfo> found =
        context.registry().contributions().stream().filter(c -> c.id().equals(id)).toList();
    Optional<SettingsType> own = OwnSettings.type(id);
    if (found.isEmpty() && own.isEmpty()) {
      throw unknown();
    }
    Terminal terminal = context.terminal();
    SettingsView view = new SettingsView(terminal, configured.get(id));
    if (json) {
      terminal.out().print(JsonText.write(tree(found, own, view)));
      return Exit.OK;
    }
    DescribeView text = new DescribeView(terminal, view);
    own.ifPresent(type -> terminal.out().print(text.own(id, type)));
    for (ContributionInfo info : found) {
      terminal.out().print(text.contribution(info, declaration(info)));
    }
    SettingsType all = own.orElseGet(() -> SettingsOf.all(context.registry(), id));
    view.problems(all).forEach(p -> terminal.out().println(terminal.bad(p.message())));
    return Exit.OK;
  }

  private Map<String, Object> tree(
      List<ContributionInfo> found, Optional<SettingsType> own, SettingsView view) {
    List<Object> all = new ArrayList<>();
    found.forEach(
        info -> {
          Declaration declared = declaration(info);
          Map<String, Object> one = ContributionTree.of(info, declared.settings());
          one.put("needs", declared.needs().stream().sorted().toList());
          one.put("tasks", declared.tasks().stream().sorted().toList());
          one.put("configured", view.configured(declared.settings()));
          all.add(one);
        });
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("pid", id);
    tree.put("contributions", all);
    own.ifPresent(
        type -> {
          tree.put("settings", ContributionTree.settings(type));
          tree.put("configured", view.configured(type));
        });
    return tree;
  }

  private Declaration declaration(ContributionInfo info) {
    if (info.rejected() == null) {
      try {
        return context.registry().declaration(info);
      } catch (GovernanceException left) {
        return Declaration.NONE; // while this was looked at
      }
    }
    return Declaration.NONE;
  }

  private GovernanceException unknown() {
    List<String> ids =
        context.registry().contributions().stream().map(ContributionInfo::id).distinct().toList();
    String advice = Suggestion.advice(id, ids, "See what there is: governance list");
    return GovernanceException.spec(
        "describe", "there is no contribution \"" + id + "\"", "", advice);
  }
}
