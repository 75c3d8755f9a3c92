package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.DataSource;
import governance.api.data.DatasetTransform;
import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import governance.api.run.ContributionInfo;
import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.api.run.RunStatus;
import governance.engine.Engine;
import governance.engine.Predictions;
import governance.engine.Tokenizer;
import governance.runtime.internal.data.DataPreparation;
import governance.runtime.internal.data.Draws;
import governance.runtime.internal.data.FurtherRows;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.evaluate.EvaluationSets;
import governance.runtime.internal.evaluate.RuleUse;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.Planner;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.vault.PlainModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the tuned model of a finished run predict further rows. What transforms learnt is learnt
 * again from the run's own data and compared with the digests that the run kept; the decision rule
 * is made again from its state. Nothing is written.
 */
final class Predicting {
  private final Planner planner;
  private final Registry registry;
  private final Engine engine;

  Predicting(Planner planner, Registry registry, Engine engine) {
    this.planner = planner;
    this.registry = registry;
    this.engine = engine;
  }

  Predicted predict(PredictRequest request) {
    Path folder = request.evidence().toAbsolutePath().normalize();
    RunInfo run = SealedRun.check(folder);
    Optional<KeptRule> rule = request.ruled() ? KeptRule.of(folder) : Optional.empty();
    rule.ifPresent(r -> r.find(registry));
    BegunContributions begun = BegunContributions.of(folder);
    Resolution before = planner.again(asked(folder, Map.of()), begun::contains);
    RunSpec spec = before.spec().orElseThrow(() -> failed(before));
    if (spec.task() == Task.MASKED_LANGUAGE_MODEL) {
      throw GovernanceException.spec(
          "run " + run.id(),
          "is of task masked-language-model, which has no classes",
          "a run that classifies texts or words",
          "Tune a model that begins with this one");
    }
    refuseChanged(spec, before, begun);
    String source = before.data().orElseThrow(() -> failed(before)).source().info().id();
    Map<String, String> other = Map.of("data", JsonText.writeLine(request.data()));
    DataPlan rows = planner.rows(asked(folder, other), format(request, spec), source);
    return predict(folder, request, run, before, rows, rule);
  }

  private static RunRequest asked(Path folder, Map<String, String> overrides) {
    Map<String, String> origins = new LinkedHashMap<>();
    overrides.keySet().forEach(key -> origins.put(key, "--data"));
    String spec = folder.resolve("spec.json").toString();
    return new RunRequest(spec, overrides, origins, folder.getParent());
  }

  /** A run's own file is of the same format; other data by its ending. */
  private static Optional<String> format(PredictRequest request, RunSpec spec) {
    return request
        .format()
        .or(() -> spec.data().file().isPresent() ? spec.data().format() : Optional.empty());
  }

  private static GovernanceException failed(Resolution before) {
    List<Problem> problems = before.plan().problems();
    return new GovernanceException(
        problems.isEmpty()
            ? List.of(new Problem(Remedy.REPORT_BUG, "the run", "cannot be planned again", "", ""))
            : problems);
  }

  /** Transforms must be those of the run; of the others only the rule matters. */
  private static void refuseChanged(RunSpec spec, Resolution now, BegunContributions begun) {
    List<Problem> problems = new ArrayList<>();
    for (ContributionSpec transform : spec.transforms()) {
      Optional<ContributionInfo> found =
          now.chosen().stream()
              .map(Chosen::info)
              .filter(i -> i.kind() == Kind.TRANSFORM && i.id().equals(transform.id()))
              .findFirst();
      if (found.isEmpty() || !begun.contains(found.get())) {
        String got =
            found
                .map(i -> "is of bundle " + i.bundle() + " " + i.version() + " " + i.sha256())
                .orElse("is not installed");
        problems.add(
            new Problem(
                Remedy.INSTALL_BUNDLE,
                "transform " + transform.id(),
                got,
                begun.bundle(Kind.TRANSFORM, transform.id()),
                "Install the bundle that the run used"));
      }
    }
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
  }

  private Predicted predict(
      Path folder,
      PredictRequest request,
      RunInfo run,
      Resolution before,
      DataPlan plan,
      Optional<KeptRule> rule) {
    RunSpec spec = before.spec().orElseThrow();
    engine.threads(
        ((Number) JsonReader.file(folder.resolve("environment.json")).get("threads")).intValue());
    try (PlainModel plain = PlainModel.open(folder.resolve("model"));
        Models models = new Models(engine, spec, engine.device("cpu"))) {
      List<Path> members = members(plain.folder(), spec);
      Tokenizer tokenizer = models.tokenizer(members.get(0));
      FurtherRows further = further(folder, before);
      FurtherRows.Encoded read = read(further, plan, tokenizer);
      refuseUnknown(request.kept(), read.columns());
      List<Predictions> each = new ArrayList<>();
      for (Path member : members) {
        each.add(models.tuned(member, further.classes(), tokenizer).predict(read.rows().inputs()));
      }
      Predictions mean = each.size() == 1 ? each.get(0) : MeanPredictions.of(each);
      EvaluationSet set =
          EvaluationSets.of(further.classes(), read.rows(), null, mean)
              .withDraws(Draws.of(read.rows(), spec.train().seed()));
      Optional<RuleUse.Decided> decided =
          rule.map(r -> r.decide(registry, further.classes().column(), f -> f.decide(set)));
      return new Predicted(
          set,
          decided,
          rule.map(KeptRule::id),
          read.names(),
          words(spec, read.rows()),
          kept(request.kept(), read.columns()),
          notes(run));
    } catch (IOException e) {
      throw GovernanceException.data(
          folder.resolve("model").toString(),
          "cannot be read: " + e.getMessage(),
          "the model that the run wrote",
          "Restore it; see: governance verify " + folder);
    }
  }

  private static List<Path> members(Path model, RunSpec spec) {
    List<Path> members = new ArrayList<>();
    for (int number = 1; number <= spec.model().committee(); number++) {
      members.add(spec.model().committee() == 1 ? model : model.resolve("member-" + number));
    }
    return members;
  }

  private FurtherRows further(Path folder, Resolution before) {
    RunSpec spec = before.spec().orElseThrow();
    DataPlan data = before.data().orElseThrow();
    List<Held<?>> held = new ArrayList<>();
    try {
      DataPreparation preparation = new DataPreparation(spec, data);
      for (ContributionSpec transform : spec.transforms()) {
        Chosen chosen = before.chosen(Kind.TRANSFORM, transform.id());
        Held<DatasetTransform> one = registry.hold(chosen.info(), DatasetTransform.class);
        held.add(one);
        preparation.transform(chosen.info(), one.get(), chosen.settings());
      }
      Held<DataSource> source = registry.hold(data.source().info(), DataSource.class);
      held.add(source);
      Map<String, Object> lineage = JsonReader.file(folder.resolve("data/lineage.json"));
      return preparation.further(source.get(), lineage);
    } finally {
      held.forEach(Held::close);
    }
  }

  private FurtherRows.Encoded read(FurtherRows further, DataPlan plan, Tokenizer tokenizer) {
    try (Held<DataSource> source = registry.hold(plan.source().info(), DataSource.class)) {
      return further.read(plan, source.get(), tokenizer);
    }
  }

  private static void refuseUnknown(List<String> kept, Map<String, List<String>> columns) {
    for (String column : kept) {
      if (!columns.containsKey(column)) {
        throw GovernanceException.spec(
            "--keep",
            "the data has no column \"" + column + "\"",
            String.join(", ", columns.keySet()),
            "Name a column of the data");
      }
    }
  }

  private static Map<String, List<String>> kept(
      List<String> names, Map<String, List<String>> columns) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    names.forEach(name -> kept.put(name, columns.get(name)));
    return kept;
  }

  private static List<List<String>> words(RunSpec spec, ModelRows rows) {
    return spec.task() == Task.TOKEN_CLASSIFICATION
        ? rows.texts().stream().map(text -> List.of(text.split(" ", -1))).toList()
        : null;
  }

  private static List<String> notes(RunInfo run) {
    return run.status() == RunStatus.BLOCKED
        ? List.of("A gate of run " + run.id() + " blocks the release of this model.")
        : List.of();
  }
}
