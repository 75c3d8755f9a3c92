package governance.runtime.internal.report;

import governance.engine.Adversarial;
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
    return rows;
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
    boolean stopped = Boolean.TRUE.equals(early.get("stopped"));
    String text =
        early.get("bestEpoch") == null
            ? name + " was not defined after any epoch: the parameters of the last step are kept."
            : (stopped ? "Training ended early. " : "Training went to its last epoch. ")
                + "The parameters of the best epoch were put back.";
    return option(
        "early-stopping",
        "Early stopping on " + name,
        text,
        List.of(
            figure("Best epoch", early.get("bestEpoch")),
            figure("Best step", early.get("bestStep")),
            Tree.of("name", name, "value", early.get("bestValue"), "unit", Titles.unit(metric)),
            figure("Epochs trained", early.get("epochs")),
            figure("Patience", early.get("patience")),
            figure("Least change", early.get("minChange"))));
  }

  static Map<String, Object> option(String id, String title, String text, List<Object> figures) {
    return Tree.of("id", id, "title", title, "text", text, "figures", figures);
  }

  static Map<String, Object> figure(String name, Object value) {
    return Tree.of("name", name, "value", value, "unit", "score");
  }
}
