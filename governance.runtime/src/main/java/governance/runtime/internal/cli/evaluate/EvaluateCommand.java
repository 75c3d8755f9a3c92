package governance.runtime.internal.cli.evaluate;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.DataOptions;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.evaluate.Evaluator;
import governance.runtime.internal.evaluate.MetricFigure;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.predictions.PredictionReader;
import governance.runtime.internal.predictions.PredictionRequest;
import governance.runtime.internal.predictions.PredictionSet;
import governance.runtime.internal.report.RenderedPage;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes metrics of predictions that any model made. */
@Command(
    name = "evaluate",
    header = "Computes metrics, with intervals and tests, of predictions that any model made.",
    description = "Reads a file of predictions once. Trains nothing and needs no model.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance evaluate predictions.csv --label y --prediction yhat --score p \\",
      "      --protected \"sex,age>=25\" --favourable 1 --privileged sex=male",
      "  governance evaluate scores.tsv.gz --label kind --score a=p_a,b=p_b,c=p_c --json",
      "  governance evaluate predictions.csv --label y --prediction yhat --protected race \\",
      "      --metrics fairness.demographic-parity-difference --given department --out report"
    })
public final class EvaluateCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Parameters(
      paramLabel = "FILE",
      description = "Predictions: .csv, .tsv, .jsonl or .ndjson, each also with .gz.")
  private Path file;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      required = true,
      description = "The true class.")
  private String label;

  @Option(
      names = "--prediction",
      paramLabel = "COLUMN",
      description = "The predicted class; may be left out where there are scores.")
  private String prediction;

  @Option(
      names = "--score",
      paramLabel = "COLUMN,…",
      description =
          "Probabilities: one column of the favourable (or second) class, or class=column for each.")
  private String scores;

  @Option(
      names = "--protected",
      paramLabel = "COLUMN,…",
      description = "What groups are formed by: columns, or comparisons such as age>=25.")
  private String protectedColumns;

  @Option(names = "--weight", paramLabel = "COLUMN", description = "Weights of the rows.")
  private String weight;

  @Option(
      names = "--favourable",
      paramLabel = "CLASS",
      description = "The class that is good for a person (default: 1 where classes are 0 and 1).")
  private String favourable;

  @Option(
      names = "--privileged",
      paramLabel = "COLUMN=GROUP,…",
      description = "Privileged groups, for figures of unprivileged against privileged.")
  private String privileged;

  @Option(
      names = "--given",
      paramLabel = "COLUMN,…",
      description = "Columns within whose values groups are compared.")
  private String given;

  @Option(
      names = "--metrics",
      paramLabel = "all|ID,…",
      description = "The metrics (see: governance list --kind metric); default: all that apply.")
  private String metrics = "all";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "metrics.ID.settings.KEY, or evaluation.bootstrap (1000), .level (0.95), .stratified"
              + " (true). May come several times.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--seed", paramLabel = "N", description = "Source of randomness (default: 1).")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "A folder for metrics.json, which holds what --json prints, and the page report.html.")
  private Path out;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public EvaluateCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.file(file);
  }

  @Override
  public Integer call() {
    EvaluateOptions options = EvaluateOptions.of(set);
    try (MetricSelection selected =
        MetricSelection.of(context.registry(), metrics, options, list(privileged), list(given))) {
      long begin = System.nanoTime();
      PredictionSet read = PredictionReader.read(request(selected.columns()));
      double reading = (System.nanoTime() - begin) / 1e9;
      privileged(read.set());
      given(read.set());
      List<MetricUse> uses = selected.applicable(read.set());
      int threads = Runtime.getRuntime().availableProcessors();
      List<MetricFigure> figures =
          new Evaluator(
                  options.bootstrap(),
                  options.level(),
                  options.stratified(),
                  seed,
                  threads,
                  selected::turn)
              .evaluate(uses, read.set());
      EvaluationTree tree =
          new EvaluationTree(
              file,
              read,
              figures,
              selected.notComputed(),
              new EvaluationTree.Times(reading, (System.nanoTime() - begin) / 1e9));
      show(tree);
      return figures.stream().anyMatch(selected::broken) ? Exit.CONTRIBUTION : Exit.OK;
    }
  }

  /** A group that is not there would leave metrics out one by one. */
  private void privileged(EvaluationSet set) {
    for (String one : list(privileged)) {
      String column =
          set.protectedColumns().stream()
              .filter(c -> one.startsWith(c + "="))
              .findFirst()
              .orElseThrow(
                  () -> wrong(one, "columns " + set.protectedColumns() + ", as COLUMN=GROUP", ""));
      List<String> groups = set.groups(column).names();
      String group = one.substring(column.length() + 1);
      if (!groups.contains(group)) {
        String near = Suggestion.advice(group, groups, "Name one of them");
        throw wrong(
            one,
            "groups of " + column + " " + groups.subList(0, Math.min(20, groups.size())),
            near);
      }
    }
  }

  private void given(EvaluationSet set) {
    for (String column : list(given)) {
      if (!set.columns().contains(column)) {
        throw GovernanceException.spec(
            "--given",
            "there is no column \"" + column + "\" that a metric reads",
            "columns of the file, with metrics that have the setting given",
            "Correct the name");
      }
    }
  }

  private static GovernanceException wrong(String got, String allowed, String advice) {
    return GovernanceException.spec("--privileged", "got \"" + got + "\"", allowed, advice);
  }

  private void show(EvaluationTree tree) {
    if (out != null) {
      Storage.prepare(out);
      String text = JsonText.write(tree.tree());
      Storage.replaceText(out.resolve("metrics.json"), text);
    }
    boolean page = out != null && page(tree);
    if (json) {
      context.terminal().out().print(JsonText.write(tree.tree()));
    } else {
      context.terminal().out().print(new FigureTable(context.terminal(), tree).render());
    }
    if (out != null && !json) {
      context.terminal().out().println("written  " + out.resolve("metrics.json"));
      if (page) {
        context.terminal().out().println("written  " + out.resolve(EvaluationPage.FILE));
      }
    }
  }

  /** Writes the page; returns whether there is a renderer for it. */
  private boolean page(EvaluationTree tree) {
    Optional<byte[]> page =
        new RenderedPage(context.registry())
            .of(
                file.toString(),
                EvaluationPage.SCHEMA,
                new EvaluationPage(context.registry(), tree).tree());
    page.ifPresent(
        content ->
            Storage.replace(out.resolve(EvaluationPage.FILE), to -> Files.write(to, content)));
    return page.isPresent();
  }

  private PredictionRequest request(List<String> columns) {
    return new PredictionRequest(
        file,
        label,
        Optional.ofNullable(prediction),
        list(scores),
        list(protectedColumns),
        Optional.ofNullable(weight),
        Optional.ofNullable(favourable),
        columns);
  }

  private static List<String> list(String written) {
    return written == null
        ? List.of()
        : new ArrayList<>(
            Arrays.stream(written.split(DataOptions.OUTSIDE_BRACKETS))
                .map(String::strip)
                .filter(c -> !c.isEmpty())
                .toList());
  }
}
