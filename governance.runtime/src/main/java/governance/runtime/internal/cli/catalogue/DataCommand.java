package governance.runtime.internal.cli.catalogue;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.plan.DatasetDefinition;
import governance.runtime.internal.plan.DomainDefinition;
import governance.runtime.internal.plan.Tier;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the data sets that the domain packs know. */
@Command(
    name = "data",
    header = "Shows the catalogue of data sets, their licences and whether they are present.",
    description = "Public data sets lie in the folder that GOVERNANCE_DATA names.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance data", "  GOVERNANCE_DATA=~/data governance data --json"})
public final class DataCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public DataCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Terminal terminal = context.terminal();
    if (json) {
      terminal.out().print(JsonText.write(tree()));
      return Exit.OK;
    }
    String folder = context.directory().folder().map(Path::toString).orElse("not set");
    terminal.out().println("data directory (GOVERNANCE_DATA): " + folder);
    for (DomainDefinition pack : context.packs().all()) {
      terminal.out().println();
      terminal.out().println(terminal.bold(pack.id()));
      Table table = new Table("lllll");
      for (DatasetDefinition dataset : pack.datasets()) {
        boolean standard = pack.defaultDataset().filter(dataset.name()::equals).isPresent();
        String name = dataset.name() + (standard ? " (default)" : "");
        String presence = presence(dataset);
        String shown =
            presence.equals("missing") ? terminal.warning(presence) : terminal.good(presence);
        String where = presence.equals("missing") ? dataset.files().get(0).path() : "";
        table.row(name, shown, licence(terminal, dataset), dataset.title(), terminal.faint(where));
      }
      terminal.out().print(table.render("  "));
    }
    return Exit.OK;
  }

  private static String licence(Terminal terminal, DatasetDefinition dataset) {
    return dataset.tier() == Tier.OPEN
        ? dataset.licence()
        : terminal.warning(Fields.written(dataset.tier()) + ": " + dataset.licence());
  }

  private String presence(DatasetDefinition dataset) {
    if (dataset.generator().isPresent()) {
      return "generated";
    }
    return context.directory().holds(dataset) ? "present" : "missing";
  }

  private Map<String, Object> tree() {
    List<Object> all = new ArrayList<>();
    for (DomainDefinition pack : context.packs().all()) {
      for (DatasetDefinition dataset : pack.datasets()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("domain", pack.id());
        one.put("name", dataset.name());
        one.put("title", dataset.title());
        one.put("licence", dataset.licence());
        one.put("tier", Fields.written(dataset.tier()));
        one.put("notice", dataset.notice().orElse(null));
        one.put("source", dataset.source());
        one.put("citation", dataset.citation());
        one.put("presence", presence(dataset));
        one.put("files", dataset.files().stream().map(f -> f.path()).toList());
        all.add(one);
      }
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("directory", context.directory().folder().map(Path::toString).orElse(null));
    tree.put("datasets", all);
    return tree;
  }
}
