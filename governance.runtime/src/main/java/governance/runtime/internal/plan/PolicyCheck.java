package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.Settings;
import governance.api.privacy.PrivacyAccount;
import governance.api.run.ContributionInfo;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPolicy;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.api.train.PolicySetup;
import governance.engine.TrainingOptions.Checkpointing;
import governance.runtime.internal.privacy.NoisyTraining;
import governance.runtime.internal.privacy.Uncovered;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Checks penalties against the gradient policy before the rows are read for good. */
final class PolicyCheck {
  /** Stands for the rows of data that cannot be counted: what a policy clips hardly asks for it. */
  private static final long NOMINAL_ROWS = 10_000;

  private final Registry registry;
  private final RunSpec spec;
  private final List<Problem> problems;
  private boolean perRow;

  PolicyCheck(Registry registry, RunSpec spec, List<Problem> problems) {
    this.registry = registry;
    this.spec = spec;
    this.problems = problems;
  }

  /** Whether the policy bounds the gradient of each row; known once it was checked. */
  boolean perRow() {
    return perRow;
  }

  /** Returns what the policy promises; empty where no noise is added or something is wrong. */
  Optional<PrivacyPreview> check(List<Chosen> chosen, Optional<DataPlan> data) {
    Optional<Chosen> policy =
        chosen.stream().filter(c -> c.info().kind() == Kind.GRADIENT_POLICY).findFirst();
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    Setup setup = setup(policy.get(), data);
    Optional<GradientPlan> plan =
        ask(policy.get().info(), GradientPolicy.class, p -> p.plan(setup));
    if (plan.isEmpty()) {
      return Optional.empty();
    }
    perRow = plan.get().clipping().perSample();
    Map<String, PenaltyScope> scopes = new TreeMap<>();
    for (Chosen one : chosen) {
      if (one.info().kind() == Kind.PENALTY) {
        ask(one.info(), Penalty.class, Penalty::scope)
            .ifPresent(scope -> scopes.put(one.info().id(), scope));
      }
    }
    String id = policy.get().info().id();
    problems.addAll(Combinations.check(id, plan.get(), scopes));
    boolean adversarial = spec.train().adversarial().isPresent();
    problems.addAll(Combinations.check(id, plan.get(), adversarial));
    boolean strata = spec.train().sampling().isPresent();
    problems.addAll(Combinations.sampling(id, plan.get(), strata));
    Checkpointing again = spec.train().memory().checkpointing();
    problems.addAll(Combinations.checkpointing(id, plan.get(), again));
    problems.addAll(Combinations.noise(id, plan.get(), spec));
    return NoisyTraining.is(plan.get())
        ? Optional.of(preview(policy.get().info(), plan.get(), setup))
        : Optional.empty();
  }

  private PrivacyPreview preview(ContributionInfo policy, GradientPlan plan, Setup setup) {
    NoisyTraining training =
        new NoisyTraining(
            policy.id(), plan, setup.rows(), setup.batchSize(), setup.steps(), List.of());
    Optional<PrivacyAccount> account =
        ask(policy, GradientPolicy.class, p -> p.account(setup, setup.steps()))
            .flatMap(promised -> promised);
    return new PrivacyPreview(
        training,
        account,
        List.of(),
        Uncovered.of(spec, plan.rowsPerPerson()),
        Uncovered.referenceModels(spec));
  }

  private Setup setup(Chosen policy, Optional<DataPlan> data) {
    long nominal = spec.data().rows() > 0 ? spec.data().rows() : NOMINAL_ROWS;
    long rows =
        data.map(d -> new TrainingRows(registry, spec).count(d).orElse(nominal)).orElse(nominal);
    int batch = spec.train().batch();
    long steps = Math.max(1, spec.train().epochs() * ((rows + batch - 1) / batch));
    return new Setup(policy.settings(), rows, batch, steps);
  }

  private <T, R> Optional<R> ask(ContributionInfo info, Class<T> type, Function<T, R> question) {
    try (Held<T> held = registry.hold(info, type)) {
      return Optional.ofNullable(question.apply(held.get()));
    } catch (GovernanceException e) {
      problems.addAll(e.problems());
    } catch (RuntimeException | LinkageError e) {
      problems.add(
          new Problem(
              Remedy.REPORT_BUG,
              Names.of(info.kind()) + " " + info.id(),
              "failed: " + e,
              "",
              "Report this to the maker of bundle " + info.bundle() + " " + info.version()));
    }
    return Optional.empty();
  }

  private record Setup(Settings settings, long rows, int batchSize, long steps)
      implements PolicySetup {}
}
