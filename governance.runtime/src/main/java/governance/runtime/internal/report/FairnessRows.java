package governance.runtime.internal.report;

import governance.engine.Stratified;
import governance.runtime.internal.spec.TrainSpec;
import governance.runtime.internal.train.Contradictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How batches were made up, what became of targets, and where batches were too small, in the form
 * of the report's schema; only what there is.
 */
final class FairnessRows {
  private final TrainSpec train;
  private final TrainingFacts facts;
  private final Map<String, String> titles;

  FairnessRows(TrainSpec train, TrainingFacts facts, Map<String, String> titles) {
    this.train = train;
    this.facts = facts;
    this.titles = titles;
  }

  List<Object> rows() {
    List<Object> rows = new ArrayList<>();
    train.sampling().ifPresent(strata -> rows.add(sampling(strata)));
    if (!facts.targets().isEmpty()) {
      rows.add(targets());
    }
    if (!facts.imprecise().isEmpty()) {
      rows.add(imprecise());
    }
    return rows;
  }

  private static Map<String, Object> sampling(Stratified strata) {
    String text =
        "Each batch held at least %d rows of each group by %s. "
                .formatted(strata.minimum(), String.join(", ", strata.by()))
            + (strata.corrected()
                ? "Rows that came more often weighed less, so the loss is that of the data."
                : "Rows were not weighed back: the model was trained on other shares of groups than"
                    + " the data has.");
    return OptionRows.option("sampling", "Batches by group", text, List.of());
  }

  private Map<String, Object> targets() {
    List<Object> figures = new ArrayList<>();
    for (Object each : facts.targets()) {
      Map<?, ?> target = (Map<?, ?>) each;
      String name = title(target.get("penalty"));
      figures.add(OptionRows.figure(name + ", target", target.get("target")));
      figures.add(OptionRows.figure(name + ", reached", target.get("reached")));
      figures.add(OptionRows.figure(name + ", weight at the end", target.get("weight")));
    }
    String text =
        facts.contradictory().isEmpty()
            ? alone()
            : String.join(
                " ", Contradictions.of(facts.targets(), facts.contradictory(), this::title));
    return OptionRows.option("targets", "Targets of penalties", text, figures);
  }

  private String alone() {
    List<String> missed =
        facts.targets().stream()
            .map(t -> (Map<?, ?>) t)
            .filter(t -> Boolean.FALSE.equals(t.get("held")))
            .map(t -> title(t.get("penalty")))
            .toList();
    return missed.isEmpty()
        ? "All targets held at the end, on training batches."
        : "Not reached: " + String.join(", ", missed) + ".";
  }

  private Map<String, Object> imprecise() {
    List<Object> figures = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Object each : facts.imprecise()) {
      Map<?, ?> warning = (Map<?, ?>) each;
      String name = title(warning.get("penalty"));
      names.add(name);
      figures.add(OptionRows.figure(name + ", gap in batches", warning.get("gap")));
      figures.add(OptionRows.figure(name + ", standard error", warning.get("standardError")));
    }
    String text =
        "The gap that is penalised is smaller than its standard error over the last 50 steps before"
            + " the warning: "
            + String.join(", ", names)
            + ". Greater batches, batches by group, or running estimates measure it better.";
    return OptionRows.option("imprecise-penalties", "Batches too small", text, figures);
  }

  private String title(Object id) {
    return titles.getOrDefault(id.toString(), Titles.of(id.toString()));
  }
}
