package governance.runtime.internal.report;

import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How figures were computed, for the small print. */
final class Methods {
  private Methods() {}

  static List<Object> of(RunSpec spec, TrainingFacts training, List<MetricOutcome> metrics) {
    List<Object> methods = new ArrayList<>();
    if (spec.evaluation().bootstrap() > 0) {
      methods.add(
          method(
              "Intervals",
              String.format(
                      Locale.ROOT,
                      "%.0f %% percentile bootstrap over the test rows (whole texts for token classification), %d replicates."
                          + " Changes are paired: all models are evaluated on the same resampled rows.",
                      spec.evaluation().level() * 100,
                      spec.evaluation().bootstrap())
                  + (spec.evaluation().stratified()
                      ? " Each combination of groups keeps its number of rows."
                      : "")));
    }
    if (metrics.stream().anyMatch(m -> !m.tunedTests().isEmpty())) {
      methods.add(
          method(
              "Tests",
              "A figure that compares groups is tested against no difference: rows exchange their groups by chance,"
                  + " and p is the share of exchanges after which the figure is at least as far from parity. The"
                  + " corrected p holds for all tested figures of a model together (Holm)."));
    }
    if (new Comparison(metrics, Map.of()).made()) {
      methods.add(
          method(
              "Without penalties",
              "A second model was trained with the same seed, rows, split, model and training options, but without"
                  + " penalties and without transforms whose id begins with fairness. Differences from it are what"
                  + " those did; a single seed does not tell how much they vary between trainings."));
    }
    spec.decision()
        .ifPresent(
            rule ->
                methods.add(
                    method(
                        "Decisions",
                        "The tuned model's classes are those that the rule "
                            + rule.id()
                            + " decides. It was fitted on its scores of the validation rows and saw no label of a test"
                            + " row. The untuned model is decided by its most probable class.")));
    methods.add(
        method(
            "Gates",
            "A gate judges the point value and tells the interval. Limits are inclusive. A gate that lacks its evidence"
                + " counts as failed."));
    if (spec.penalties().stream().anyMatch(p -> p.weight() instanceof Weight.Target)) {
      methods.add(
          method(
              "Targets",
              "The weight of a penalty with a target is adapted during training by dual ascent: it rises while the"
                  + " smoothed term is above the target and falls while it is below."));
    }
    if (!training.spent().isEmpty()) {
      methods.add(
          method("Budget", "The gradient policy reports as spent: " + training.spent() + "."));
    }
    return methods;
  }

  private static Map<String, Object> method(String title, String text) {
    return Tree.of("title", title, "text", text);
  }
}
