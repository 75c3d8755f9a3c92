package governance.runtime.internal.cli.run;

import com.google.gson.JsonObject;
import governance.api.run.RunInfo;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.RunStatusFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a run that was made before. */
@Command(
    name = "show",
    header = "Shows how a run stands: status, figures before and after, gates; or a sweep.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance show latest", "  governance show runs/finance-20260114-101500 --json"})
public final class ShowCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private RunArgument argument;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "Prints the files of a part of the evidence: aggregates, report, rows, predictions,"
              + " explanations, or model, of which names and digests.")
  private String part;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public ShowCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    Part shown = part == null ? Part.AGGREGATES : EvidencePart.named(part);
    return Touched.run(argument.sweep().orElseGet(() -> argument.evidence().folder()), shown);
  }

  @Override
  public Integer call() throws IOException {
    Terminal terminal = context.terminal();
    if (part != null) {
      new EvidencePart(argument.evidence().folder(), EvidencePart.named(part))
          .print(terminal.out());
      return Exit.OK;
    }
    Optional<Path> sweep = argument.sweep();
    if (sweep.isPresent()) {
      terminal.out().print(new SweepView(terminal, sweep.get()).of(json));
      return Exit.OK;
    }
    Evidence evidence = argument.evidence();
    JsonObject status = evidence.status();
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      status.entrySet().forEach(e -> tree.put(e.getKey(), e.getValue()));
      tree.put("status", RunStatusFile.read(evidence.folder()).status().name());
      tree.put("evidence", evidence.folder().toString());
      tree.put("metrics", evidence.metrics());
      tree.put("gates", evidence.gates());
      terminal.out().print(JsonText.write(tree));
      return Exit.OK;
    }
    Table head = new Table("ll");
    RunInfo info = RunStatusFile.read(evidence.folder());
    head.row("run", info.id());
    head.row("status", info.status().name());
    head.row("", info.message());
    String domain = ResultView.string(evidence.spec(), "domain");
    head.row("domain", domain.isEmpty() ? "none" : domain);
    head.row("steps", info.step() + "/" + info.steps());
    terminal.out().println(head.render(""));
    terminal.out().print(new ResultView(terminal, evidence).render());
    return Exit.OK;
  }
}
