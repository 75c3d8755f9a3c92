package governance.runtime.internal.cli.evaluate;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.run.PredictRequest;
import governance.runtime.internal.run.Predicted;
import governance.runtime.internal.run.RunMonitor;
import governance.runtime.internal.store.RunStatusFile;
import governance.runtime.internal.store.Storage;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the tuned model of a run predict further rows. */
@Command(
    name = "predict",
    header = "Has the tuned model of a run predict rows, decided by the run's rule.",
    description =
        "Labels are not needed. The run's bundles for transforms and rule, and its data, must be"
            + " there: what transforms learnt is learnt again and compared. The run is only read.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance predict latest --data new.csv --out predictions.csv",
      "  governance predict runs/finance-20260114-101500 --data new.csv --keep default,sex --json"
    })
public final class PredictCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Parameters(
      paramLabel = "RUN|MODEL",
      description = "A run's id, the path of its folder or of the model in it, or latest.")
  private String run;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "The folder that holds runs (default: runs).")
  private Path runs = Path.of("runs");

  @Option(
      names = "--data",
      paramLabel = "NAME|FILE",
      required = true,
      description = "The rows: a file of your own, or a data set of the catalogue.")
  private String data;

  @Option(
      names = "--format",
      paramLabel = "ID",
      description = "The data source that reads the file (default: as the run, or by its ending).")
  private String format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where predictions are written (default: the output).")
  private Path out;

  @Option(
      names = "--keep",
      paramLabel = "COLUMN,…",
      split = ",",
      description = "Columns of the data to copy beside the predictions, such as label and groups.")
  private List<String> kept = List.of();

  @Option(names = "--json", description = "Writes lines of JSON instead of separated values.")
  private boolean json;

  @Option(
      names = "--no-rule",
      description = "The most probable class is decided, not what the run's decision rule says.")
  private boolean unruled;

  public PredictCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.run(folder(), Part.MODEL);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = folder();
    refuseInside(folder);
    if (!(context.runService() instanceof RunMonitor monitor)) {
      throw new IllegalStateException("the run service is another one");
    }
    Predicted predicted =
        monitor.predict(
            new PredictRequest(folder, data, Optional.ofNullable(format), !unruled, kept));
    PredictionFile file = new PredictionFile(predicted);
    PrintStream stdout = context.terminal().out();
    if (out == null) {
      file.write(new OutputStreamWriter(stdout, StandardCharsets.UTF_8), json);
    } else {
      Storage.replace(
          out.toAbsolutePath(),
          to -> {
            try (var writer = Files.newBufferedWriter(to)) {
              file.write(writer, json);
            }
          });
    }
    tell(predicted);
    return Exit.OK;
  }

  /** A model is known by the run that it lies in: alone it does not say how rows become texts. */
  private Path folder() {
    Path model = Path.of(run).toAbsolutePath().normalize();
    boolean inside =
        model.endsWith("model") && RunStatusFile.isRun(model.getParent()) && Files.exists(model);
    if (inside) {
      return model.getParent();
    }
    if (Files.exists(model.resolve("config.json"))) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_SPEC,
              run,
              "is a model without its run, and does not say how rows become what it reads",
              "a run, or the folder model of one",
              "Give the run's folder"));
    }
    return Evidence.find(run, runs).folder();
  }

  private void refuseInside(Path folder) {
    if (out != null && out.toAbsolutePath().normalize().startsWith(folder)) {
      throw GovernanceException.spec(
          "--out",
          out + " is in the run's folder, which is evidence",
          "a file somewhere else",
          "Choose another file");
    }
  }

  private void tell(Predicted predicted) {
    PrintStream err = context.terminal().err();
    predicted.notes().forEach(note -> err.println("notice: " + note));
    String what = predicted.words() == null ? " rows" : " words";
    StringBuilder text = new StringBuilder(predicted.plain().size() + what + " predicted");
    predicted
        .rule()
        .ifPresent(
            id ->
                text.append(
                    "; decided by " + id + ", " + predicted.changed() + " not as most probable"));
    predicted
        .decided()
        .filter(d -> d.fallen() > 0)
        .ifPresent(
            d ->
                text.append(
                    "; "
                        + d.fallen()
                        + " not by their group, which is missing, new or was too small, but by what holds for all groups"));
    err.println(text.append('.'));
  }
}
