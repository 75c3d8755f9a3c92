package governance.runtime.internal.run;

import governance.api.Problem;
import governance.api.privacy.PrivacyAccount;
import governance.api.run.ContributionInfo;
import governance.api.run.RunStatus;
import governance.api.train.GradientPlan;
import governance.engine.MemoryUse;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TextModel.Party;
import governance.engine.Tokenizer;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.privacy.NoisyTraining;
import governance.runtime.internal.privacy.PrivacyTree;
import governance.runtime.internal.privacy.Uncovered;
import governance.runtime.internal.report.TrainingFacts;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.TrainSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.TrainingLog;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.train.Checkpoints;
import governance.runtime.internal.train.Contradictions;
import governance.runtime.internal.train.Control;
import governance.runtime.internal.train.EarlyStopping;
import governance.runtime.internal.train.Figure;
import governance.runtime.internal.train.PrecisionWatch.Warning;
import governance.runtime.internal.train.StepWatch;
import governance.runtime.internal.train.TargetReview;
import governance.runtime.internal.train.Timing;
import governance.runtime.internal.train.TrainedPenalty;
import governance.runtime.internal.train.Training;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The training phase. */
final class TrainPhase implements AutoCloseable {
  static final String LOG = "training.jsonl";
  static final String PRIVACY = "privacy.json";

  private final Job job;
  private final RunSpec spec;
  private final Trail trail;
  private final Objective objective;
  private final GradientPlan gradients;
  private List<TrainedPenalty> penalties;
  private final StepWatch watch;
  private RunFolder folder;
  private Timing timing = new Timing();
  private Map<String, Object> privacy = Map.of();
  private boolean begun;
  private boolean stopped;

  /** Prepares the penalties; what does not suit them is found here, before anything is written. */
  TrainPhase(Job job, Trail trail, Objective objective) {
    this.job = job;
    this.spec = job.resolution().spec().orElseThrow();
    this.trail = trail;
    this.objective = objective;
    this.gradients = objective.gradients();
    this.watch = new StepWatch(spec.train().stepTimeout(), this::giveUp);
    this.penalties = objective.penalties(watch);
    objective.check(gradients, penalties);
  }

  GradientPlan gradients() {
    return gradients;
  }

  Timing timing() {
    return timing;
  }

  /** Returns what the run does with the budget of its data. */
  BudgetTurn budget(Budgets budgets) {
    Optional<NoisyTraining> noisy = objective.noisy(gradients, penalties);
    Optional<PrivacyAccount> account = noisy.flatMap(n -> objective.account(n.steps()));
    return new BudgetTurn(job, budgets, trail, noisy, account);
  }

  /** Returns whether a step may have been done. */
  boolean begun() {
    return begun;
  }

  /** Returns whether a look at results ended training early. */
  boolean stoppedEarly() {
    return stopped;
  }

  /** Returns what training cost in differential privacy; empty without noise. */
  Map<String, Object> privacy() {
    return privacy;
  }

  /**
   * Trains; stops by {@link StoppedException}. Members but the first begin with penalties of their
   * own.
   */
  TrainingFacts run(
      RunFolder into,
      TextModel model,
      Tokenizer tokenizer,
      List<Party> parties,
      PreparedData data,
      List<MetricUse> metrics,
      Member member)
      throws IOException {
    folder = into;
    if (!member.first()) {
      penalties = objective.penalties(watch);
    }
    if (spec.train().epochs() == 0) {
      return TrainingFacts.none();
    }
    List<Term> terms = penalties.stream().map(TrainedPenalty::term).toList();
    try (TrainingSession session =
        model.train(
            data.training(),
            options(spec.train(), gradients, member.seed()).toBuilder()
                .readEvery(readEvery())
                .build(),
            terms,
            parties,
            tokenizer)) {
      Validation validation = new Validation(model, data, metrics, trail);
      return train(session, new Follower(validation, session), member);
    }
  }

  @Override
  public void close() {
    watch.close();
  }

  private TrainingFacts train(TrainingSession session, Follower follower, Member member)
      throws IOException {
    int every = spec.train().checkpointEvery();
    EarlyStopping early = spec.train().earlyStopping().map(EarlyStopping::new).orElse(null);
    Checkpoints checkpoints = new Checkpoints(folder, member.checkpoints());
    Training training =
        new Training(session, penalties, checkpoints, job.control(), every, early, follower);
    timing = member.first() ? training.timing() : timing;
    long from = training.restore();
    job.training(from, session.steps());
    if (job.resumed() && member.first()) {
      trail.resumedAt(from);
    }
    trail.event(
        member.first() ? "training" : "member-training",
        Tree.of(
            "steps",
            session.steps(),
            "stepsPerEpoch",
            session.stepsPerEpoch(),
            "ownParameters",
            own(),
            "memory",
            memory(session.memory())));
    begun = true;
    try (TrainingLog log = TrainingLog.open(folder.at(member.log()), from)) {
      Optional<Control.Stop> stop = training.run(log);
      if (stop.isPresent()) {
        throw new StoppedException(stop.get());
      }
    }
    long done = training.done();
    Map<String, Double> spent = objective.spent(done);
    Map<String, Object> kept =
        early == null ? Map.of() : early.tree(done / (double) session.stepsPerEpoch());
    stopped = early != null && early.stopped() && done < session.steps();
    objective.noisy(gradients, penalties).ifPresent(noisy -> privacy(noisy, session, done));
    TargetReview review = review(member);
    Contradictions.of(review.targets(), review.contradictory(), Object::toString)
        .forEach(job::warn);
    List<Object> imprecise =
        penalties.stream().flatMap(p -> p.imprecise().stream()).<Object>map(Warning::tree).toList();
    trail.event(member.first() ? "trained" : "member-trained", trained(done, spent, kept, review));
    return new TrainingFacts(
        done,
        session.steps(),
        session.stepsPerEpoch(),
        training.validation(),
        TrainingLog.read(folder.at(member.log()), TrainingFacts.POINTS),
        spent,
        trail.resumedAt(),
        kept,
        training.timing().tree(spec.train().batch()),
        review.targets(),
        review.contradictory(),
        imprecise);
  }

  private void privacy(NoisyTraining noisy, TrainingSession session, long done) {
    privacy =
        new PrivacyTree(noisy, objective::account)
            .spent(
                done,
                session.stepsPerEpoch(),
                stopped,
                Uncovered.of(spec, noisy.plan().rowsPerPerson()));
    folder.json(PRIVACY, privacy);
    ((List<?>) privacy.get("warnings")).forEach(warning -> job.warn(warning.toString()));
  }

  private TargetReview review(Member member) throws IOException {
    Map<String, Double> targets = new LinkedHashMap<>();
    penalties.forEach(p -> p.target().ifPresent(t -> targets.put(p.info().id(), t)));
    TargetReview review = new TargetReview(targets);
    return targets.isEmpty()
        ? review
        : review.read(TrainingLog.read(folder.at(member.log()), Integer.MAX_VALUE));
  }

  private static Map<String, Object> trained(
      long done, Map<String, Double> spent, Map<String, Object> kept, TargetReview review) {
    Map<String, Object> data = Tree.of("step", done, "spent", spent, "earlyStopping", kept);
    if (!review.targets().isEmpty()) {
      data.put("targets", review.targets());
      data.put("contradictoryTargets", review.contradictory());
    }
    return data;
  }

  /** Returns how memory is used. */
  private static Map<String, Object> memory(MemoryUse use) {
    return Tree.of(
        "microBatch",
        use.microBatch(),
        "activationCheckpointing",
        use.checkpointing(),
        "estimatedBytes",
        use.needed(),
        "freeBytes",
        use.free() < 0 ? null : use.free(),
        "halvings",
        use.halvings());
  }

  /** Returns how many values penalties train for themselves, by penalty id. */
  private Map<String, Object> own() {
    Map<String, Object> own = Tree.of();
    penalties.stream()
        .filter(p -> p.ownValues() > 0)
        .forEach(p -> own.put(p.info().id(), p.ownValues()));
    return own;
  }

  /** A weight that follows the values of the steps must not depend on the device. */
  private int readEvery() {
    int asked = spec.train().readEvery();
    boolean adapted = penalties.stream().anyMatch(p -> p.target().isPresent());
    return asked == 0 && adapted ? 1 : asked;
  }

  /** Returns how the engine is to train. */
  static TrainingOptions options(TrainSpec t, GradientPlan gradients, long seed) {
    return TrainingOptions.builder(t.epochs(), t.batch(), t.learningRate(), gradients)
        .microBatch(t.memory().microBatch())
        .warmup(t.warmup())
        .schedule(t.schedule())
        .weightDecay(t.weightDecay())
        .seed(seed)
        .bucketing(t.bucketing())
        .adversarial(t.adversarial())
        .stratified(t.sampling())
        .checkpointing(t.memory().checkpointing())
        .readEvery(t.readEvery())
        .build();
  }

  /**
   * The thread inside the penalty cannot be stopped: the run ends without it, at its last
   * checkpoint.
   */
  private void giveUp(ContributionInfo who) {
    ContributionFailedException failure =
        new ContributionFailedException(
            who,
            "did not return and does not react to being interrupted; its thread is lost",
            null);
    List<Problem> problems = List.of(failure.problem());
    trail.status(RunStatus.HALTED, failure.getMessage(), problems);
    job.abandon();
    job.end(RunStatus.HALTED, failure.getMessage(), problems);
  }

  /** Follows the steps: progress, checkpoints, figures on the validation rows. */
  private final class Follower implements Training.Observer {
    private final Validation validation;
    private final TrainingSession session;

    Follower(Validation validation, TrainingSession session) {
      this.validation = validation;
      this.session = session;
    }

    @Override
    public void step(StepResult result, Map<String, Double> weights, Timing times) {
      job.progress(Progress.of(job.id(), session, spec.train().epochs(), result, weights, times));
    }

    @Override
    public List<Figure> epoch(int epoch, long step) {
      List<Figure> figures = validation.figures(epoch, step);
      if (!figures.isEmpty()) {
        List<Object> trees = figures.stream().<Object>map(Figure::tree).toList();
        trail.event("epoch", Tree.of("epoch", epoch, "step", step, "validation", trees));
      }
      return figures;
    }

    @Override
    public void imprecise(Warning warning) {
      trail.event("imprecise-penalty", warning.tree());
      job.warn(warning.text());
    }

    @Override
    public void memory(long step, MemoryUse before, MemoryUse now) {
      Map<String, Object> data = Tree.of("step", step, "microBatchBefore", before.microBatch());
      data.putAll(TrainPhase.memory(now));
      trail.event("memory", data);
      if (now.halvings() > before.halvings()) {
        job.warn(
            "memory ran out in step %d with %d rows at once; the step was done again with %d"
                .formatted(step, before.microBatch(), now.microBatch()));
      }
    }

    @Override
    public void checkpoint(long step) {
      trail.event("checkpoint", Tree.of("step", step));
      trail.status(RunStatus.RUNNING, "Training.", List.of());
    }
  }
}
