package plugins.privacy.internal.attack;

import governance.api.Settings;
import governance.api.data.Canary;
import governance.api.evaluate.AttackMetric;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.Direction;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import java.util.List;
import java.util.Optional;

/** A metric over canaries; without any it says how to plant some. */
abstract class CanaryMetric implements AttackMetric {
  /** Computes the figure; at least one canary was planted. */
  abstract MetricResult measure(AttackedModel model, CanaryLosses losses);

  @Override
  public final MetricResult attack(AttackedModel model, Settings settings) {
    Optional<String> problem = problem(model);
    return problem.isPresent()
        ? MetricResult.undefined(Direction.LOWER_IS_BETTER, problem.get())
        : measure(model, new CanaryLosses(model.model(), model.canaries()));
  }

  /** Returns why there is no figure; empty if there is one. */
  static Optional<String> problem(AttackedModel model) {
    List<Canary> all = model.canaries();
    if (all.isEmpty()) {
      return Optional.of("No canaries were planted: add the transform " + Canaries.ID + ".");
    }
    if (all.stream().noneMatch(c -> c.times() > 0)) {
      return Optional.of("By chance no canary was planted: plant more of them.");
    }
    boolean spans = model.model().task() == Task.MASKED_LANGUAGE_MODEL;
    boolean unanswered = !spans && !all.stream().allMatch(c -> known(model, c));
    return unanswered
        ? Optional.of(
            "The canaries hide spans, which only a masked language model completes: set secret to"
                + " LABEL.")
        : spans
            ? model.model().clozeProblem().map(why -> "Spans cannot be completed: " + why + ".")
            : Optional.empty();
  }

  private static boolean known(AttackedModel model, Canary canary) {
    return List.of(canary.label().split(" ")).stream().allMatch(model.model().classes()::contains)
        || model.model().classes().contains(canary.label());
  }
}
