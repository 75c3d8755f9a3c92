package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.Settings;
import governance.api.run.ContributionInfo;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPolicy;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.api.train.PolicySetup;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Checks penalties against the gradient policy before the number of rows is known. */
final class PolicyCheck {
  /** Stands for the rows of the data: what a policy clips does not depend on it. */
  private static final long NOMINAL_ROWS = 10_000;

  private final Registry registry;
  private final RunSpec spec;
  private final List<Problem> problems;

  PolicyCheck(Registry registry, RunSpec spec, List<Problem> problems) {
    this.registry = registry;
    this.spec = spec;
    this.problems = problems;
  }

  void check(List<Chosen> chosen) {
    Optional<Chosen> policy =
        chosen.stream().filter(c -> c.info().kind() == Kind.GRADIENT_POLICY).findFirst();
    Optional<GradientPlan> plan = policy.flatMap(this::plan);
    if (plan.isEmpty()) {
      return;
    }
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
  }

  private Optional<GradientPlan> plan(Chosen policy) {
    long rows = spec.data().rows() > 0 ? spec.data().rows() : NOMINAL_ROWS;
    int batch = spec.train().batch();
    long steps = Math.max(1, spec.train().epochs() * ((rows + batch - 1) / batch));
    PolicySetup setup = new Setup(policy.settings(), rows, batch, steps);
    return ask(policy.info(), GradientPolicy.class, p -> p.plan(setup));
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
