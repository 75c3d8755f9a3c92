package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.Split;
import governance.api.evaluate.GateStatus;
import governance.api.run.RunInfo;
import governance.engine.Engine;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.data.DataPreparation;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.Examination;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.evaluate.RuleUse;
import governance.runtime.internal.explain.ExplanationOutcome;
import governance.runtime.internal.gate.GateOutcome;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.report.RunFacts;
import governance.runtime.internal.report.TrainingFacts;
import governance.runtime.internal.run.ReferencePhase.Reference;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.vault.Rows;
import governance.runtime.internal.vault.RunVault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run from pinning to sealing. Used by one thread. */
final class Execution {
  private final Job job;
  private final Resolution resolution;
  private final RunSpec spec;
  private final Engine engine;
  private final Registry registry;
  private final Budgets budgets;
  private final Trail trail;
  private final Pins pins;
  private final Models models;
  private final Environment environment;
  private final EvaluatePhase judged;
  private RunFolder folder;
  private Evidence evidence;
  private Rows sealing = Rows.OPEN;
  private Map<String, Object> inspection = Map.of();

  Execution(Job job, Engine engine, Registry registry, Budgets budgets, Trail trail, Pins pins) {
    this.budgets = budgets;
    this.job = job;
    this.resolution = job.resolution();
    this.spec = resolution.spec().orElseThrow();
    this.engine = engine;
    this.registry = registry;
    this.trail = trail;
    this.pins = pins;
    this.environment = Environment.of(engine, spec, job);
    this.models = new Models(engine, spec, environment.device());
    this.judged = new EvaluatePhase(job, resolution, pins, trail, environment.threads());
  }

  /** Runs all phases; returns whether the model may be released. */
  GateStatus run() throws Exception {
    try (models) {
      return phases();
    }
  }

  private GateStatus phases() throws Exception {
    engine.threads(environment.threads());
    engine.resetPeak(environment.device());
    Tokenizer tokenizer = models.tokenizer();
    PreparedData data = data(tokenizer);
    inspection = new InspectPhase(job, resolution, pins).inspect(data);
    phase(Phase.BASELINE, "Evaluating the model before training.");
    TextModel model = models.base(data, tokenizer);
    judged.check(data);
    Parties parties = Parties.open(resolution, pins, models, data, tokenizer);
    int hidden = model.architecture().hidden();
    try (TrainPhase training =
        new TrainPhase(job, trail, new Objective(spec, resolution, pins, data, hidden))) {
      spec.train()
          .earlyStopping()
          .filter(early -> spec.train().epochs() > 0)
          .ifPresent(early -> new Validation(model, data, judged.metrics(), trail).check(early));
      job.stopIfAsked();
      BudgetTurn budget = training.budget(budgets);
      budget.reserve();
      try {
        open(data, parties);
        return opened(data, model, tokenizer, parties, training, budget);
      } finally {
        if (!training.begun()) {
          budget.release();
        }
      }
    }
  }

  private GateStatus opened(
      PreparedData data,
      TextModel model,
      Tokenizer tokenizer,
      Parties parties,
      TrainPhase training,
      BudgetTurn budget)
      throws Exception {
    String initial = model.digest();
    Predictions before = model.predict(data.split(Split.TEST).inputs());
    attackReferences(data, tokenizer, training);
    Examination examined = job.call(() -> judged.examine(model, tokenizer, data, before));
    ValidationEvidence validated = new ValidationEvidence(job, judged, data, tokenizer);
    validated.untuned(model);
    trail.event("baseline", Tree.of("model", initial, "rows", before(before)));
    RunFacts facts = new RunFacts(job.id(), resolution, data, environment.tree(), trail.started());
    facts.inspection(inspection);
    facts.model(model, tokenizer, initial);
    phase(Phase.TRAIN, "Training.");
    Member member = Member.of(1, spec.train().seed());
    TrainingFacts trained =
        training.run(folder, model, tokenizer, parties.all(), data, judged.metrics(), member);
    facts.training(trained);
    budget.settle(trained.steps(), training.stoppedEarly());
    facts.privacy(training.privacy());
    judged.spent(trained.spent());
    Optional<CommitteePhase> committee = committee(model, tokenizer, data, training, trained);
    if (committee.isEmpty()) {
      evidence.model(model, tokenizer);
    }
    Optional<Reference> reference = reference(data, tokenizer, training);
    phase(Phase.EVALUATE, "Evaluating the tuned model.");
    Predictions own = model.predict(data.split(Split.TEST).inputs());
    Predictions after = committee.map(CommitteePhase::mean).orElse(own);
    Optional<RuleUse.Fitted> rule = job.call(() -> rule(model, data, committee));
    RuleUse.Decided decided = job.call(() -> judged.decided(data, after, rule));
    evidence.predictions(
        data, before, after, reference.map(Reference::predictions), rule.map(r -> decided));
    evidence.outputs(data, after, job.call(() -> parties.tested(data)));
    rule.ifPresent(
        r -> facts.decision(job.call(() -> judged.decision(r, data, after, decided, folder))));
    List<MetricOutcome> outcomes =
        judged.evaluate(
            new EvaluatePhase.Models(
                judged.decided(data, before, Optional.empty()).set(),
                decided.set(),
                examined,
                job.call(() -> judged.examine(model, tokenizer, data, own)),
                reference),
            folder);
    facts.metrics(outcomes);
    phase(Phase.EXPLAIN, "Explaining a sample of decisions.");
    DecidePhase decide =
        new DecidePhase(job, resolution, registry, pins, trail, folder, trained.spent(), sealing);
    List<ExplanationOutcome> explained = decide.explain(model, data, own, facts);
    phase(Phase.GATES, "Deciding on release.");
    List<GateOutcome> gates = decide.gates(outcomes, explained);
    facts.gates(gates);
    Optional<Predictions> mean = committee.flatMap(CommitteePhase::validation);
    validated.tuned(model, mean, rule, decide, explained, folder);
    committee.ifPresent(c -> facts.committee(c.members()));
    facts.tuned(model, committee.map(CommitteePhase::digest).orElseGet(model::digest));
    return new SealPhase(job, resolution, registry, pins, trail, folder, this::phase)
        .seal(facts, training.timing(), engine.peakMemory(environment.device()));
  }

  /** Reference models stand before any figure, because the untuned model is attacked too. */
  private void attackReferences(PreparedData data, Tokenizer tokenizer, TrainPhase training)
      throws IOException {
    int wanted = job.call(judged::referencesWanted);
    if (wanted > 0) {
      judged.references(
          new AttackPhase(job, trail, models, folder)
              .run(wanted, data, tokenizer, training.gradients(), judged.metrics()));
      job.training(0, 0);
    }
  }

  private Optional<RuleUse.Fitted> rule(
      TextModel model, PreparedData data, Optional<CommitteePhase> committee) {
    if (!judged.decides()) {
      return Optional.empty();
    }
    Optional<Predictions> validation =
        committee.isPresent() ? committee.get().validation() : judged.validation(model, data);
    return judged.fit(data, validation);
  }

  private Optional<CommitteePhase> committee(
      TextModel model,
      Tokenizer tokenizer,
      PreparedData data,
      TrainPhase training,
      TrainingFacts trained)
      throws IOException {
    if (spec.model().committee() == 1) {
      return Optional.empty();
    }
    CommitteePhase committee = new CommitteePhase(spec, trail, models, folder, evidence, judged);
    committee.first(model, tokenizer, data, trained);
    committee.others(training, tokenizer, data);
    return Optional.of(committee);
  }

  /** The reference is prepared for only now, so that the data is not held twice while training. */
  private Optional<Reference> reference(PreparedData data, Tokenizer tokenizer, TrainPhase training)
      throws IOException {
    if (!ReferencePhase.wanted(spec)) {
      return Optional.empty();
    }
    phase(Phase.REFERENCE, ReferencePhase.WHAT);
    RunInfo tuned = job.info();
    List<ContributionSpec> kept = spec.transforms().stream().filter(ReferencePhase::keeps).toList();
    boolean same = kept.size() == spec.transforms().size();
    PreparedData plain = same ? data : prepared(tokenizer, kept);
    if (!plain.digest().equals(data.digest())) {
      throw changed(plain.digest(), data.digest());
    }
    Reference reference =
        new ReferencePhase(job, trail, models, folder)
            .run(tokenizer, plain, training.gradients(), judged);
    job.training(tuned.step(), tuned.steps());
    return Optional.of(reference);
  }

  private static int before(Predictions predictions) {
    return predictions.tokens() == null
        ? predictions.sequences().length
        : predictions.tokens().length;
  }

  private void phase(Phase phase, String what) {
    job.stopIfAsked();
    trail.phase(phase, what);
  }

  private PreparedData data(Tokenizer tokenizer) {
    phase(Phase.DATA, "Reading the data.");
    PreparedData data = prepared(tokenizer, spec.transforms());
    trail.event("data", Tree.of("rowsSha256", data.digest(), "splits", data.card().get("splits")));
    return data;
  }

  private PreparedData prepared(Tokenizer tokenizer, List<ContributionSpec> transforms) {
    DataPreparation preparation = new DataPreparation(spec, resolution.data().orElseThrow());
    for (ContributionSpec transform : transforms) {
      Chosen chosen = resolution.chosen(Kind.TRANSFORM, transform.id());
      DatasetTransform instance = pins.get(Kind.TRANSFORM, transform.id(), DatasetTransform.class);
      preparation.transform(chosen.info(), instance, chosen.settings());
    }
    String source = resolution.data().orElseThrow().source().info().id();
    return preparation.prepare(pins.get(Kind.DATA_SOURCE, source, DataSource.class), tokenizer);
  }

  /**
   * From here on the run leaves something behind; what could be wrong with the input has been found
   * by now.
   */
  private void open(PreparedData data, Parties parties) {
    folder = trail.open();
    sealing = trail.vault().map(v -> sealing(v, data)).orElse(Rows.OPEN);
    evidence = new Evidence(folder, spec, sealing);
    if (job.resumed()) {
      Object read = JsonReader.file(folder.at("data/lineage.json")).get("rowsSha256");
      if (!data.digest().equals(read)) {
        throw changed(data.digest(), String.valueOf(read));
      }
    }
    evidence.begin(resolution, data, inspection, environment.tree());
    if (!inspection.isEmpty()) {
      trail.event("inspected", Tree.of("findings", inspection.get("findings")));
    }
    parties.record(folder, job.resumed());
    trail.appear();
  }

  private Rows sealing(RunVault vault, PreparedData data) {
    List<Dataset> all = new ArrayList<>(data.original().values());
    all.add(data.split(Split.TRAIN).data());
    return Rows.of(vault, spec.encryption().orElseThrow(), all);
  }

  private static GovernanceException changed(String now, String before) {
    return GovernanceException.data(
        "data",
        "is not what the run began with (digest " + now + ")",
        before,
        "Put the same data back, or start a new run");
  }
}
