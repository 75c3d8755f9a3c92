package governance.runtime.internal.report;

import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What options of training did, in the form of the report's schema; only those that were on. */
final class OptionRows {
  private final TrainingFacts facts;
  private final Map<String, String> titles;

  OptionRows(TrainingFacts facts, Map<String, String> titles) {
    this.facts = facts;
    this.titles = titles;
  }

  List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    if (!facts.earlyStopping().isEmpty()) {
      rows.add(earlyStopping(facts.earlyStopping()));
    }
    return rows;
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

  private static Map<String, Object> option(
      String id, String title, String text, List<Object> figures) {
    return Tree.of("id", id, "title", title, "text", text, "figures", figures);
  }

  private static Map<String, Object> figure(String name, Object value) {
    return Tree.of("name", name, "value", value, "unit", "score");
  }
}
