package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.Split;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.EarlyStoppingSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Suggestion;
import java.util.List;
import java.util.Optional;

/** Refuses options of training that cannot work together or lack what they need. */
final class TrainingCheck {
  private final RunSpec spec;
  private final List<Problem> problems;

  TrainingCheck(RunSpec spec, List<Problem> problems) {
    this.spec = spec;
    this.problems = problems;
  }

  void check(Optional<DataPlan> data) {
    spec.train().earlyStopping().ifPresent(early -> earlyStopping(early, data));
  }

  private void earlyStopping(EarlyStoppingSpec early, Optional<DataPlan> data) {
    List<String> metrics = spec.metrics().stream().map(ContributionSpec::id).toList();
    if (!early.metric().isBlank() && !metrics.contains(early.metric())) {
      wrong(
          "train.earlyStopping.metric",
          "the run computes no metric \"" + early.metric() + "\"",
          String.join(", ", metrics),
          Suggestion.advice(early.metric(), metrics, "Add it to metrics"));
    }
    boolean given =
        data.stream()
            .flatMap(d -> d.parts().stream())
            .anyMatch(part -> part.split().equals(Optional.of(Split.VALIDATION)));
    if (spec.data().split().validation() == 0 && !given) {
      wrong(
          "train.earlyStopping",
          "needs validation rows, and data.split.validation is 0",
          "a share above 0",
          "Set data.split.validation, for example to 0.1, or leave early stopping out");
    }
  }

  private void wrong(String subject, String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_SPEC, subject, got, allowed, advice));
  }
}
