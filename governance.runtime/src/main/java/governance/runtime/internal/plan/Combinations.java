package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.PenaltyScope;
import governance.engine.TrainingOptions.Checkpointing;
import governance.runtime.internal.privacy.NoisyTraining;
import governance.runtime.internal.spec.ModelSpec.Start;
import governance.runtime.internal.spec.PenaltySpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Refuses contributions that break each other's guarantees. */
public final class Combinations {
  private static final String ROWS_PER_PERSON = "privacy.rows-per-person";

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
   * Checks activation checkpointing against a gradient policy.
   *
   * @param policy id of the policy
   * @param plan how it treats gradients
   * @param checkpointing what is asked for
   */
  public static List<Problem> checkpointing(
      String policy, GradientPlan plan, Checkpointing checkpointing) {
    if (checkpointing != Checkpointing.ON || !plan.clipping().perSample()) {
      return List.of();
    }
    String got =
        "comes with gradient policy "
            + policy
            + ", which reads the gradient of each row from activations that are kept";
    String advice =
        "Set train.activationCheckpointing=auto or false; train.microBatch saves memory";
    return List.of(
        new Problem(
            Remedy.FIX_SPEC, "train.activationCheckpointing", got, "one of the two", advice));
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

  /**
   * Checks what would get from training rows into the model past the noise of a gradient policy, or
   * spend its budget twice.
   *
   * @param policy id of the policy
   * @param plan how it treats gradients
   * @param spec what the run is to do
   */
  public static List<Problem> noise(String policy, GradientPlan plan, RunSpec spec) {
    if (!NoisyTraining.is(plan)) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    for (PenaltySpec penalty : spec.penalties()) {
      if (penalty.weight() instanceof Weight.Target) {
        problems.add(target(policy, penalty.id()));
      }
    }
    if (spec.evaluation().reference()) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              "evaluation.reference",
              "trains a second model on the same rows, which would spend the budget of gradient"
                  + " policy "
                  + policy
                  + " twice",
              "false with this policy",
              "Set evaluation.reference=false, and compare with a run without penalties"));
    }
    problems.addAll(persons(policy, plan, spec));
    if (spec.model().folder().isEmpty() && spec.model().start() == Start.CO_OCCURRENCE) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              "model.start",
              "begins with weights that follow from the words of the training rows, past the noise"
                  + " of gradient policy "
                  + policy,
              "random, or a model.folder",
              "Set model.start=random, or begin with a model such as --model base"));
    }
    return problems;
  }

  /** Returns that statistics of penalties leave nothing of a step's privacy for the gradient. */
  public static Problem shares(double share) {
    return new Problem(
        Remedy.FIX_SPEC,
        "penalties with statistics that are released with noise",
        "take a share of %.3g of each step's privacy".formatted(share),
        "less than 1 together, usually 0.05 to 0.3",
        "Lower their setting share");
  }

  private static Problem target(String policy, String penalty) {
    return new Problem(
        Remedy.FIX_SPEC,
        "penalty " + penalty,
        "has a target: its weight would follow from figures of the training rows, past the noise of"
            + " gradient policy "
            + policy,
        "a number or a schedule as weight with this policy",
        "Set penalties." + penalty + ".weight to a number");
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
        "Take the penalty out with --set penalties."
            + penalty
            + "=null, or leave out the policy"
            + (penalty.startsWith("fairness.")
                ? ". In its place fairness.private-demographic-parity works row by row, driven by"
                    + " group figures that are released with noise"
                : ""));
  }

  /** What keeps more rows of a person than the policy counts would make its figures wrong. */
  private static List<Problem> persons(String policy, GradientPlan plan, RunSpec spec) {
    return spec.transforms().stream()
        .filter(transform -> transform.id().equals(ROWS_PER_PERSON))
        .map(transform -> transform.settings().getOrDefault("most", 1))
        .filter(most -> most instanceof Number n && n.intValue() > plan.rowsPerPerson())
        .map(
            most ->
                new Problem(
                    Remedy.FIX_SPEC,
                    "transform " + ROWS_PER_PERSON + " setting most",
                    "keeps up to "
                        + ((Number) most).intValue()
                        + " rows of a person, and gradient policy "
                        + policy
                        + " counts "
                        + plan.rowsPerPerson(),
                    "at most rowsPerPerson of the policy",
                    "Set train.gradientPolicy.settings.rowsPerPerson to the same number"))
        .toList();
  }
}
