package governance.runtime.internal.cli.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunStatus;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.run.RunMonitor;
import governance.runtime.internal.store.RunStatusFile;
import governance.runtime.internal.store.StoredFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows where the documents of a run are. */
@Command(
    name = "report",
    header = "Shows where the documents of a run are, or prints the one for machines.",
    description = "The report of a run that did not finish is made anew and decides nothing.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance report latest", "  governance report latest --json > report.json"})
public final class ReportCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private RunArgument argument;

  @Option(names = "--json", description = "Prints report.json.")
  private boolean json;

  public ReportCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.run(argument.evidence().folder(), Part.REPORT);
  }

  @Override
  public Integer call() throws IOException {
    Evidence evidence = argument.evidence();
    RunStatus status = RunStatusFile.read(evidence.folder()).status();
    boolean finished = status == RunStatus.PASSED || status == RunStatus.BLOCKED;
    if (!finished && context.runService() instanceof RunMonitor runs) {
      runs.report(evidence.folder());
    }
    List<Path> documents = evidence.documents();
    Path machine = evidence.folder().resolve("report.json");
    if (documents.isEmpty() || json && !StoredFiles.exists(machine)) {
      String got = documents.isEmpty() ? "has no documents" : "has no report.json";
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_SPEC,
              "run " + evidence.folder(),
              got + "; it is " + ResultView.string(evidence.status(), "status"),
              "",
              "Name renderers in reports of the spec, or finish the run: governance resume"));
    }
    if (json) {
      context.terminal().out().print(StoredFiles.text(machine));
    } else {
      documents.forEach(context.terminal().out()::println);
      if (documents.stream().anyMatch(d -> d.toString().endsWith(StoredFiles.ENCRYPTED))) {
        context
            .terminal()
            .err()
            .println(
                "Encrypted; to read them: governance keys open " + evidence.folder() + " --to DIR");
      }
    }
    return Exit.OK;
  }
}
