package governance.runtime.internal.run;

import governance.api.data.Split;
import governance.api.train.GradientPlan;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.Examination;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.util.Optional;

/**
 * Trains a second model as the first but without penalties and without transforms against bias, so
 * that what those did can be told from what training did. Stops and goes on like training itself.
 */
final class ReferencePhase {
  static final String LOG = "training-reference.jsonl";
  static final String WHAT = "Training the reference without penalties.";

  /** Transforms of this pillar are against bias; all others make rows what the model can read. */
  private static final String BIAS = "fairness.";

  private static final String CHECKPOINTS = "checkpoints/reference/";

  private final Job job;
  private final RunSpec spec;
  private final Trail trail;
  private final Models models;
  private final RunFolder folder;

  ReferencePhase(Job job, Trail trail, Models models, RunFolder folder) {
    this.job = job;
    this.spec = job.resolution().spec().orElseThrow();
    this.trail = trail;
    this.models = models;
    this.folder = folder;
  }

  /**
   * What the reference reads and predicts.
   *
   * @param predictions for the test rows
   * @param validation for the validation rows, where a rule is fitted on them
   * @param examination what metrics that ask the model found
   */
  record Reference(
      PreparedData data,
      Predictions predictions,
      Optional<Predictions> validation,
      Examination examination) {}

  /** Returns whether a run wants a reference that differs from its tuned model. */
  static boolean wanted(RunSpec spec) {
    boolean differs =
        !spec.penalties().isEmpty() || !spec.transforms().stream().allMatch(ReferencePhase::keeps);
    return spec.evaluation().reference() && spec.train().epochs() > 0 && differs;
  }

  /** Returns whether the reference has a transform too. */
  static boolean keeps(ContributionSpec transform) {
    return !transform.id().startsWith(BIAS);
  }

  /**
   * Trains and predicts; stops by {@link StoppedException}.
   *
   * @param data the data without transforms against bias
   * @param gradients treatment of gradients, as for the tuned model
   * @param judged the run's metrics; the one that early stopping looks at is computed in training
   */
  Reference run(
      Tokenizer tokenizer, PreparedData data, GradientPlan gradients, EvaluatePhase judged)
      throws IOException {
    try (TextModel model = models.second(data, tokenizer)) {
      String initial = model.digest();
      new PlainTraining(job, trail, folder, "reference", LOG, CHECKPOINTS)
          .run(
              model,
              data,
              data.training(),
              TrainPhase.options(spec.train(), gradients, spec.train().seed()),
              judged.metrics(),
              tokenizer);
      trail.event("reference-trained", Tree.of("initialModel", initial, "model", model.digest()));
      Predictions predictions = model.predict(data.split(Split.TEST).inputs());
      return new Reference(
          data,
          predictions,
          judged.validation(model, data),
          judged.examine(model, tokenizer, data, predictions));
    }
  }
}
