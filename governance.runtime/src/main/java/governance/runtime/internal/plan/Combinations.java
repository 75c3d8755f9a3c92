package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.PenaltyScope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Refuses contributions that break each other's guarantees. */
public final class Combinations {
  private Combinations() {}

  /**
   * Checks penalties against a gradient policy.
   *
   * @param policy id of the policy
   * @param plan how it treats gradients
   * @param scopes what each penalty looks at, by id
   * @return what is wrong, empty when nothing is
   */
  public static List<Problem> check(
      String policy, GradientPlan plan, Map<String, PenaltyScope> scopes) {
    if (!plan.clipping().perSample()) {
      return List.of();
    }
    return new TreeMap<>(scopes)
        .entrySet().stream()
            .filter(penalty -> penalty.getValue() == PenaltyScope.PER_BATCH)
            .map(penalty -> refused(policy, penalty.getKey()))
            .toList();
  }

  /**
   * Checks adversarial training against a gradient policy.
   *
   * @param policy id of the policy
   * @param plan how it treats gradients
   * @param adversarial whether word embeddings are perturbed in training
   */
  public static List<Problem> check(String policy, GradientPlan plan, boolean adversarial) {
    if (!adversarial || !plan.clipping().perSample()) {
      return List.of();
    }
    String got = "comes with gradient policy " + policy + ", which clips the gradient of each row";
    String advice = "Leave out train.adversarial or train.gradientPolicy";
    return List.of(
        new Problem(Remedy.FIX_SPEC, "train.adversarial", got, "one of the two", advice));
  }

  /**
   * Checks batches by strata against a gradient policy.
   *
   * @param policy id of the policy
   * @param plan how it treats gradients
   * @param strata whether batches hold a least number of rows of each group
   */
  public static List<Problem> sampling(String policy, GradientPlan plan, boolean strata) {
    boolean uniform = plan.clipping().perSample() || plan.sampling() == Sampling.POISSON;
    if (!strata || !uniform) {
      return List.of();
    }
    String got =
        "comes with gradient policy "
            + policy
            + ", whose account of privacy holds only where all rows are drawn alike";
    String advice = "Leave out train.sampling or train.gradientPolicy";
    return List.of(new Problem(Remedy.FIX_SPEC, "train.sampling", got, "one of the two", advice));
  }

  /** Returns that a penalty which remembers rows is refused by a policy that clips row by row. */
  public static Problem remembers(String penalty) {
    return new Problem(
        Remedy.FIX_SPEC,
        "penalty " + penalty,
        "keeps estimates over steps, in which rows leave traces that the gradient policy, which"
            + " clips and accounts row by row, does not see",
        "penalties that keep nothing with this policy",
        "Switch the penalty's running estimates or memory off, or leave out one of the two");
  }

  private static Problem refused(String policy, String penalty) {
    return new Problem(
        Remedy.FIX_SPEC,
        "penalty " + penalty,
        "couples the rows of a batch, so that no row has a gradient of its own; gradient policy "
            + policy
            + " clips the gradient of each row and would promise a privacy it does not give",
        "penalties of scope PER_SAMPLE or PARAMETERS with this policy",
        "Leave the penalty out and use a transform such as fairness.reweighing, or leave out the"
            + " policy");
  }
}
