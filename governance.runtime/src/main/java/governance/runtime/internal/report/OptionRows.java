package governance.runtime.internal.report;

import governance.engine.Adversarial;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.TrainSpec;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What options of training did, in the form of the report's schema; only those that were on. */
final class OptionRows {
  private final TrainSpec train;
  private final TrainingFacts facts;
  private final TunedPart tuned;
  private final Map<String, String> titles;

  OptionRows(TrainSpec train, TrainingFacts facts, TunedPart tuned, Map<String, String> titles) {
    this.train = train;
    this.facts = facts;
    this.tuned = tuned;
    this.titles = titles;
  }

  List<Object> rows() {
    List<Object> rows = new ArrayList<>(tuned.rows());
    if (!facts.earlyStopping().isEmpty()) {
      rows.add(earlyStopping(facts.earlyStopping()));
    }
    train.adversarial().ifPresent(options -> rows.add(adversarial(options)));
    rows.addAll(new FairnessRows(train, facts, titles).rows());
    if (!Double.isNaN(tuned.dropout())) {
      rows.add(optimiser());
    }
    return rows;
  }

  private Map<String, Object> optimiser() {
    return option(
        "optimiser",
        "Optimiser and regularisation",
        "AdamW. Weight decay and the norm are those of matrices and embeddings that were trained,"
            + " not of biases and layer norms.",
        List.of(
            figure("Greatest learning rate", train.learningRate()),
            figure("Schedule", Fields.written(train.schedule())),
            Tree.of("name", "Warm-up", "value", train.warmup(), "unit", "share"),
            figure("Gradient norm cut at", clip()),
            figure("Weight decay", train.weightDecay()),
            figure("Norm of the weights before", tuned.before()),
            figure("Norm of the weights after", tuned.after()),
            Tree.of("name", "Change of the norm", "value", growth(), "unit", "share"),
            figure("Dropout", tuned.dropout())));
  }

  private double growth() {
    return tuned.after() / tuned.before() - 1;
  }

  private Object clip() {
    if (train.gradientPolicy().isPresent()) {
      return "as " + train.gradientPolicy().get().id() + " does";
    }
    return train.clip() == 0 ? "not cut" : (Object) train.clip();
  }

  private Map<String, Object> adversarial(Adversarial options) {
    List<Map<String, Object>> curve = facts.curve();
    Map<String, Object> last = curve.isEmpty() ? Map.of() : curve.get(curve.size() - 1);
    boolean one = options.steps() == 1;
    return option(
        "adversarial",
        "Adversarial training, " + (one ? "fast gradient method" : "projected gradient ascent"),
        "The loss at word embeddings moved to where it is greater was added to the objective. The"
            + " reported loss is that without perturbation.",
        List.of(
            figure("Radius", options.epsilon()),
            figure("Ascent steps", options.steps()),
            figure("Step size", options.stepSize()),
            figure("Loss at the last step", last.get("loss")),
            figure("Perturbed loss at the last step", last.get("adversarial"))));
  }

  private Map<String, Object> earlyStopping(Map<String, Object> early) {
    String metric = early.get("metric").toString();
    String name = titles.getOrDefault(metric, Titles.of(metric));
    String text =
        early.get("bestEpoch") == null
            ? name + " was not defined after any epoch: the parameters of the last step are kept."
            : stopped(early) + restored(early);
    return option(
        "early-stopping",
        "Early stopping on " + name,
        text,
        List.of(
            figure("Best epoch", early.get("bestEpoch")),
            figure("Best step", early.get("bestStep")),
            value(name + " then, on the validation rows", early.get("bestValue"), metric),
            value(name + " after the last epoch", last(metric), metric),
            figure("Epochs trained", early.get("epochs")),
            figure("Epochs planned", train.epochs()),
            figure("Patience", early.get("patience")),
            figure("Least change", early.get("minChange"))));
  }

  private static String stopped(Map<String, Object> early) {
    return Boolean.TRUE.equals(early.get("stopped"))
        ? "Training ended early, after epoch " + whole(early.get("epochs")) + ". "
        : "Training went to its last epoch. ";
  }

  private static String restored(Map<String, Object> early) {
    String best = whole(early.get("bestEpoch"));
    return best.equals(whole(early.get("epochs")))
        ? "It was the best: its parameters are the model."
        : "The parameters of epoch " + best + ", the best, were put back.";
  }

  private static String whole(Object epoch) {
    return String.valueOf(((Number) epoch).longValue());
  }

  /** The figure on the validation rows after the last epoch, or null. */
  private Object last(String metric) {
    Object value = null;
    for (Object entry : facts.validation()) {
      Map<?, ?> figure = (Map<?, ?>) entry;
      value = metric.equals(figure.get("metric")) ? figure.get("value") : value;
    }
    return value;
  }

  private static Map<String, Object> value(String name, Object value, String metric) {
    return Tree.of("name", name, "value", value, "unit", Titles.unit(metric));
  }

  static Map<String, Object> option(String id, String title, String text, List<Object> figures) {
    return Tree.of("id", id, "title", title, "text", text, "figures", figures);
  }

  static Map<String, Object> figure(String name, Object value) {
    return Tree.of("name", name, "value", value, "unit", "score");
  }
}
