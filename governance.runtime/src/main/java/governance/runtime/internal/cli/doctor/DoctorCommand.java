package governance.runtime.internal.cli.doctor;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Finding;
import governance.runtime.internal.cli.command.RunsOption;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks whether runs can work on this machine. */
@Command(
    name = "doctor",
    header = "Checks engine, device, memory, disk, data directory and contributions.",
    description = "Ends with 0 when runs can work here, with 1 when not.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance doctor", "  governance doctor --json"})
public final class DoctorCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Mixin private RunsOption runsFolder;

  public DoctorCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new Examination(context, runsFolder.folder()).findings();
    boolean fit = findings.stream().noneMatch(f -> f.state() == Finding.State.BAD);
    Terminal terminal = context.terminal();
    if (json) {
      terminal.out().print(JsonText.write(tree(findings, fit)));
      return fit ? Exit.OK : Exit.INTERNAL;
    }
    Table table = new Table("lll");
    for (Finding finding : findings) {
      table.row(painted(finding.state()), finding.name(), finding.detail());
    }
    terminal.out().print(table.render(""));
    terminal.out().println();
    terminal
        .out()
        .println(
            fit ? terminal.good("Runs can work here.") : terminal.bad("Runs cannot work here."));
    return fit ? Exit.OK : Exit.INTERNAL;
  }

  private String painted(Finding.State state) {
    return switch (state) {
      case GOOD -> terminal().good("ok");
      case NOTE -> terminal().warning("note");
      case BAD -> terminal().bad("FAIL");
    };
  }

  private Terminal terminal() {
    return context.terminal();
  }

  private static Map<String, Object> tree(List<Finding> findings, boolean fit) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("fit", fit);
    tree.put("findings", findings.stream().map(Finding::tree).toList());
    return tree;
  }
}
