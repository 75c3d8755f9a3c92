package governance.runtime.internal.cli.inspect;

import governance.api.run.RunRequest;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.DataOptions;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.ProblemPrinter;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.plan.InspectionRequest;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.store.Storage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at data before anything is trained on it. */
@Command(
    name = "inspect",
    header = "Looks for bias in data before anything is trained on it.",
    description =
        "Reads the rows that a run would train on, before any transform. Starts no engine.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance inspect finance",
      "  GOVERNANCE_DATA=~/data governance inspect german-credit",
      "  governance inspect loans.csv --label default --favourable no --protected \"sex,age>=25\"",
      "  governance inspect finance --data loans.csv --given region --reference census.csv --json"
    })
public final class InspectCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(
      paramLabel = "DATA|SPEC|DOMAIN",
      description =
          "A file of rows, a data set of the catalogue (see: governance data), a run spec (JSON"
              + " file), or a domain for its default data.")
  private String target;

  @Mixin private DataOptions data;

  @Option(
      names = "--given",
      paramLabel = "COLUMN",
      description = "Compare groups among rows that are equal in this column.")
  private String given;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description =
          "Shares that groups should have, as CSV with the columns attribute, group, share.")
  private Path reference;

  @Option(
      names = "--all-rows",
      description = "Looks at all rows, and not only at those that a run would train on.")
  private boolean allRows;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Any value of the run spec by its dotted key, such as"
              + " inspection.fairness.proxies.settings.permutations=999. May come several times.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes inspection.json and inspection.txt there.")
  private Path out;

  public InspectCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Terminal terminal = context.terminal();
    Resolution resolution = context.planner().inspect(request());
    if (!resolution.plan().runnable()) {
      if (json) {
        terminal.out().print(ProblemPrinter.json(resolution.plan().problems()));
      }
      ProblemPrinter.print(terminal.err(), resolution.plan().problems());
      return Exit.BAD_INPUT;
    }
    DataInspection found = DataInspection.of(context.registry(), resolution, allRows);
    String tree = found.json();
    if (out != null) {
      Terminal plain = new Terminal(terminal.out(), terminal.err(), false, false, terminal.width());
      write("inspection.json", tree);
      write("inspection.txt", new InspectionView(plain).render(found.tree()));
    }
    resolution.notice().ifPresent(notice -> terminal.err().println("notice: " + notice));
    String text = json ? tree : new InspectionView(terminal).render(found.tree());
    terminal.out().print(text);
    found.failures().forEach(failure -> terminal.err().println("error: " + failure));
    return found.failures().isEmpty() ? Exit.OK : Exit.CONTRIBUTION;
  }

  private InspectionRequest request() {
    Map<String, String> overrides = new LinkedHashMap<>();
    Map<String, String> origins = new LinkedHashMap<>();
    set.forEach((key, value) -> DataOptions.put(overrides, origins, key, value, "--set"));
    data.into(overrides, origins);
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, String> options = new LinkedHashMap<>();
    DataOptions.put(settings, options, "given", given, "--given");
    String file = reference == null ? null : reference.toAbsolutePath().normalize().toString();
    DataOptions.put(settings, options, "reference", file, "--reference");
    return new InspectionRequest(
        new RunRequest(target, overrides, origins, Path.of("runs")), settings, options);
  }

  private void write(String name, String text) {
    Path file = out.resolve(name);
    Storage.prepare(out);
    Storage.replaceText(file, text);
  }
}
