package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.Split;
import governance.api.model.Task;
import governance.engine.Stratified;
import governance.engine.Tuning.Freeze;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.EarlyStoppingSpec;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.ProtectedAttribute;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses options of training that cannot work together or lack what they need. */
final class TrainingCheck {
  private final RunSpec spec;
  private final List<Problem> problems;

  TrainingCheck(RunSpec spec, List<Problem> problems) {
    this.spec = spec;
    this.problems = problems;
  }

  /**
   * Checks all options.
   *
   * @param words whether gradients for word embeddings can be taken
   */
  void check(Optional<DataPlan> data, boolean words) {
    if (!words && spec.train().adversarial().isPresent()) {
      wrong(
          "train.adversarial",
          "needs gradients for word embeddings, which the model of model.folder does not give",
          "a model with weights in safetensors",
          "Leave out train.adversarial, or choose another model");
    }
    spec.train().earlyStopping().ifPresent(early -> earlyStopping(early, data));
    spec.decision().ifPresent(rule -> validated("decision", "a decision rule", data));
    parties();
    spec.train().sampling().ifPresent(this::sampling);
    if (spec.task() == Task.MASKED_LANGUAGE_MODEL) {
      classifiersOnly();
    }
    if (spec.model().committee() > 1) {
      committee();
    }
  }

  private void classifiersOnly() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("model.adapter", spec.model().tuning().adapter().isPresent());
    given.put("model.freeze", !spec.model().tuning().freeze().equals(Freeze.NOTHING));
    given.put("model.committee", spec.model().committee() > 1);
    given.put("train.adversarial", spec.train().adversarial().isPresent());
    given.put("train.sampling", spec.train().sampling().isPresent());
    given.forEach(
        (key, present) -> {
          if (present) {
            String got = "comes with task masked-language-model";
            wrong(key, got, "classification tasks", "Leave it out of pre-training");
          }
        });
  }

  private void committee() {
    alone(!spec.parties().isEmpty(), "parties", "which are compared with one model");
    alone(
        spec.train().gradientPolicy().isPresent(),
        "train.gradientPolicy",
        "whose budget each member would spend anew");
    alone(
        spec.evaluation().reference(),
        "evaluation.reference",
        "which is one model and would be compared with several");
    alone(spec.train().epochs() == 0, "train.epochs 0", "so that no member is trained");
  }

  private void alone(boolean given, String key, String why) {
    if (given) {
      String got = "is " + spec.model().committee() + " and comes with " + key + ", " + why;
      wrong("model.committee", got, "1, or a run without " + key, "Change one of the two");
    }
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
    validated("train.earlyStopping", "early stopping", data);
  }

  private void sampling(Stratified strata) {
    List<String> columns =
        spec.data().protectedAttributes().stream().map(ProtectedAttribute::text).toList();
    for (String column : strata.by()) {
      if (!columns.isEmpty() && !columns.contains(column)) {
        wrong(
            "train.sampling.by",
            "names \"" + column + "\"",
            "protected columns: " + String.join(", ", columns),
            Suggestion.advice(column, columns, "Name one of them, or add it to data.protected"));
      }
    }
  }

  /** A party's service answers for texts as a whole. */
  private void parties() {
    boolean service = spec.parties().stream().anyMatch(p -> p.service().isPresent());
    if (service && spec.task() != Task.SEQUENCE_CLASSIFICATION) {
      wrong(
          "parties",
          "a party's service comes with task " + Fields.written(spec.task()),
          "task sequence-classification, or the folder of the party's model",
          "Leave the party out, or change one of the two");
    }
  }

  private void validated(String key, String what, Optional<DataPlan> data) {
    boolean given =
        data.stream()
            .flatMap(d -> d.parts().stream())
            .anyMatch(part -> part.split().equals(Optional.of(Split.VALIDATION)));
    if (spec.data().split().validation() == 0 && !given) {
      wrong(
          key,
          "needs validation rows, and data.split.validation is 0",
          "a share above 0",
          "Set data.split.validation, for example to 0.1, or leave " + what + " out");
    }
  }

  private void wrong(String subject, String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_SPEC, subject, got, allowed, advice));
  }
}
