package governance.runtime.internal.cli.catalogue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the contributions that are installed. */
@Command(
    name = "list",
    header = "Shows contributions by kind, with their settings, and rejected ones with reasons.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance list", "  governance list --kind penalty", "  governance list --json"})
public final class ListCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "One of penalty, transform, data-analysis, gradient-policy, metric, explainer,"
              + " decision-rule, party, gate, data-source, domain-pack, renderer, sink.")
  private String kind;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public ListCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Kind wanted = kind == null ? null : kind(kind);
    List<ContributionInfo> all =
        context.registry().contributions().stream()
            .filter(c -> wanted == null || c.kind() == wanted)
            .toList();
    Terminal terminal = context.terminal();
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put(
          "contributions", all.stream().map(c -> ContributionTree.of(c, settings(c))).toList());
      terminal.out().print(JsonText.write(tree));
    } else {
      terminal.out().print(new ListView(terminal, this::settings).render(all));
    }
    return Exit.OK;
  }

  private SettingsType settings(ContributionInfo info) {
    if (info.rejected() != null) {
      return SettingsType.NONE;
    }
    try {
      return context.registry().declaration(info).settings();
    } catch (GovernanceException e) {
      return SettingsType.NONE; // it left while the list was made
    }
  }

  private static Kind kind(String name) {
    String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> names = Arrays.stream(Kind.values()).map(Names::of).toList();
    return Arrays.stream(Kind.values())
        .filter(k -> k.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                GovernanceException.spec(
                    "--kind",
                    "is \"" + name + "\"",
                    String.join(", ", names),
                    Suggestion.advice(name, names, "")));
  }
}
