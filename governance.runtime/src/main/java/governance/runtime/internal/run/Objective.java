package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Settings;
import governance.api.data.Split;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.privacy.PrivacyAccount;
import governance.api.run.ContributionInfo;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import governance.api.train.PolicySetup;
import governance.api.train.PrivateStatistic;
import governance.engine.TrainingOptions.Checkpointing;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.Combinations;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.privacy.NoisyTraining;
import governance.runtime.internal.privacy.StatisticShare;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.PartySpec;
import governance.runtime.internal.spec.PenaltySpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.train.StepWatch;
import governance.runtime.internal.train.TrainedPenalty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prepares what is minimised: penalties with their weights, and the treatment of gradients. */
final class Objective {
  private final RunSpec spec;
  private final Resolution resolution;
  private final Pins pins;
  private final PreparedData data;
  private final int hiddenSize;

  /** Prepares for a model of this width. */
  Objective(RunSpec spec, Resolution resolution, Pins pins, PreparedData data, int hiddenSize) {
    this.hiddenSize = hiddenSize;
    this.spec = spec;
    this.resolution = resolution;
    this.pins = pins;
    this.data = data;
  }

  /** Prepares the penalties in the order of the spec. */
  List<TrainedPenalty> penalties(StepWatch watch) {
    Map<String, Groups> groups = data.split(Split.TRAIN).groups();
    List<TrainedPenalty> prepared = new ArrayList<>();
    for (PenaltySpec penalty : spec.penalties()) {
      Chosen chosen = resolution.chosen(Kind.PENALTY, penalty.id());
      ContributionInfo info = chosen.info();
      Penalty instance = pins.get(Kind.PENALTY, penalty.id(), Penalty.class);
      PenaltySetup setup = new Setup(chosen.settings(), groups);
      PenaltyTerm term = Border.call(info, () -> instance.prepare(setup));
      prepared.add(new TrainedPenalty(info, penalty.weight(), term, watch));
    }
    return prepared;
  }

  /**
   * Refuses what turns out to be impossible when rows and terms are known.
   *
   * @throws GovernanceException if strata do not fit into a batch, or a penalty remembers rows
   *     under a policy that clips row by row
   */
  void check(GradientPlan plan, List<TrainedPenalty> penalties) {
    int rows = data.split(Split.TRAIN).size();
    Map<String, Groups> groups = data.split(Split.TRAIN).groups();
    spec.train().sampling().ifPresent(s -> s.check(groups, rows, spec.train().batch()));
    if (plan.clipping().perSample()) {
      List<Problem> problems =
          penalties.stream()
              .filter(p -> !p.term().term().buffers().isEmpty())
              .map(p -> Combinations.remembers(p.info().id()))
              .toList();
      if (!problems.isEmpty()) {
        throw new GovernanceException(problems);
      }
      double share = statistics(penalties).stream().mapToDouble(StatisticShare::share).sum();
      if (share >= 1) {
        throw new GovernanceException(Combinations.shares(share));
      }
    }
  }

  private static List<StatisticShare> statistics(List<TrainedPenalty> penalties) {
    List<StatisticShare> all = new ArrayList<>();
    for (TrainedPenalty penalty : penalties) {
      for (PrivateStatistic each : penalty.term().term().statistics()) {
        all.add(new StatisticShare(penalty.info().id(), each.name(), each.share(), each.bound()));
      }
    }
    return all;
  }

  /**
   * Returns how gradients are treated: by the policy of the run, or clipped by their global norm.
   */
  GradientPlan gradients() {
    Optional<ContributionSpec> policy = spec.train().gradientPolicy();
    if (policy.isEmpty()) {
      double clip = spec.train().clip();
      Clipping clipping = clip > 0 ? Clipping.GLOBAL : Clipping.NONE;
      return new GradientPlan(clipping, clip > 0 ? clip : 1, 0, Sampling.SHUFFLE);
    }
    Chosen chosen = resolution.chosen(Kind.GRADIENT_POLICY, policy.get().id());
    GradientPolicy instance =
        pins.get(Kind.GRADIENT_POLICY, policy.get().id(), GradientPolicy.class);
    GradientPlan plan = Border.call(chosen.info(), () -> instance.plan(policySetup(chosen)));
    List<Problem> problems = new ArrayList<>(Combinations.check(policy.get().id(), plan, scopes()));
    boolean adversarial = spec.train().adversarial().isPresent();
    problems.addAll(Combinations.check(policy.get().id(), plan, adversarial));
    boolean strata = spec.train().sampling().isPresent();
    problems.addAll(Combinations.sampling(policy.get().id(), plan, strata));
    Checkpointing again = spec.train().memory().checkpointing();
    problems.addAll(Combinations.checkpointing(policy.get().id(), plan, again));
    problems.addAll(Combinations.noise(policy.get().id(), plan, spec));
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return plan;
  }

  /** What each penalty looks at; the planner asked the same before the rows were counted. */
  private Map<String, PenaltyScope> scopes() {
    Map<String, PenaltyScope> scopes = new LinkedHashMap<>();
    for (PenaltySpec penalty : spec.penalties()) {
      Penalty instance = pins.get(Kind.PENALTY, penalty.id(), Penalty.class);
      ContributionInfo info = resolution.chosen(Kind.PENALTY, penalty.id()).info();
      scopes.put(penalty.id(), Border.call(info, instance::scope));
    }
    return scopes;
  }

  /** Returns the budget that the policy has spent after so many steps; empty without a policy. */
  Map<String, Double> spent(long steps) {
    Optional<ContributionSpec> policy = spec.train().gradientPolicy();
    if (policy.isEmpty()) {
      return Map.of();
    }
    Chosen chosen = resolution.chosen(Kind.GRADIENT_POLICY, policy.get().id());
    GradientPolicy instance =
        pins.get(Kind.GRADIENT_POLICY, policy.get().id(), GradientPolicy.class);
    return Border.call(chosen.info(), () -> instance.spent(policySetup(chosen), steps));
  }

  /** Returns the training as it is accounted for; empty where no noise is added. */
  Optional<NoisyTraining> noisy(GradientPlan plan, List<TrainedPenalty> penalties) {
    return spec.train()
        .gradientPolicy()
        .filter(policy -> NoisyTraining.is(plan))
        .map(
            policy -> {
              PolicySetup setup = policySetup(resolution.chosen(Kind.GRADIENT_POLICY, policy.id()));
              return new NoisyTraining(
                  policy.id(),
                  plan,
                  setup.rows(),
                  setup.batchSize(),
                  setup.steps(),
                  statistics(penalties));
            });
  }

  /** Returns what so many steps cost in differential privacy, as the policy accounts for it. */
  Optional<PrivacyAccount> account(long steps) {
    ContributionSpec policy = spec.train().gradientPolicy().orElseThrow();
    Chosen chosen = resolution.chosen(Kind.GRADIENT_POLICY, policy.id());
    GradientPolicy instance = pins.get(Kind.GRADIENT_POLICY, policy.id(), GradientPolicy.class);
    return Border.call(chosen.info(), () -> instance.account(policySetup(chosen), steps));
  }

  private PolicySetup policySetup(Chosen chosen) {
    long rows = data.split(Split.TRAIN).size();
    int batch = spec.train().batch();
    long steps = spec.train().epochs() * ((rows + batch - 1) / batch);
    return new Policy(chosen.settings(), rows, batch, steps);
  }

  private record Policy(Settings settings, long rows, int batchSize, long steps)
      implements PolicySetup {}

  private final class Setup implements PenaltySetup {
    private final Settings settings;
    private final Map<String, Groups> groups;

    Setup(Settings settings, Map<String, Groups> groups) {
      this.settings = settings;
      this.groups = groups;
    }

    @Override
    public <A> A settings(Class<A> type) {
      return settings.as(type);
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Task task() {
      return spec.task();
    }

    @Override
    public List<String> classes() {
      return data.classes().names();
    }

    @Override
    public int favourable() {
      return data.classes().favourable();
    }

    @Override
    public List<String> protectedColumns() {
      return List.copyOf(groups.keySet());
    }

    @Override
    public List<String> groups(String protectedColumn) {
      return groups.get(protectedColumn).names();
    }

    @Override
    public List<String> parties() {
      return spec.parties().stream().map(PartySpec::name).toList();
    }

    @Override
    public int hiddenSize() {
      return hiddenSize;
    }

    @Override
    public long seed() {
      return spec.train().seed();
    }
  }
}
