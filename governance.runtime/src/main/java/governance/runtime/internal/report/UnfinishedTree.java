package governance.runtime.internal.report;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;
import governance.api.run.RunInfo;
import governance.runtime.internal.evaluate.Assessment;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.RunStatusFile;
import governance.runtime.internal.store.StoredFiles;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tree of a run that did not finish, from what stands in its folder. It never holds decisions
 * of gates: what was not sealed decides nothing.
 */
public final class UnfinishedTree {
  private final RunFolder folder;
  private final RunSpec spec;
  private final RunInfo info;
  private final Map<String, Object> status;
  private final UnfinishedCourse course;

  private UnfinishedTree(RunFolder folder, RunSpec spec) {
    this.folder = folder;
    this.spec = spec;
    this.info = RunStatusFile.read(folder);
    this.status = JsonReader.file(folder.at(RunStatusFile.NAME));
    this.course = UnfinishedCourse.read(folder, status);
  }

  /**
   * Reads the folder.
   *
   * @param resolution the run's plan; the spec must be resolved
   * @throws governance.api.GovernanceException if the run ended before plan and data were written
   */
  public static ReportTree of(RunFolder folder, Resolution resolution) {
    return new UnfinishedTree(folder, resolution.spec().orElseThrow()).tree();
  }

  private ReportTree tree() {
    Map<String, Object> card = JsonReader.file(folder.at("data/card.json"));
    TrainingFacts facts = course.training();
    TrainingTree trained = new TrainingTree(spec, facts, TunedPart.NONE, Map.of());
    return new ReportTree(
        info.id(),
        Tree.of(
            "schemaVersion", ReportTree.SCHEMA,
            "run", head(card),
            "verdict",
                Tree.of("status", "INCOMPLETE", "sentence", sentence(), "failing", List.of()),
            "unfinished",
                Tree.of(
                    "phase", course.phase(),
                    "reason", info.message(),
                    "done", course.done(),
                    "resume", "governance resume " + info.id()),
            "problems", status.getOrDefault("problems", List.of()),
            "summary", summary(),
            "gates", List.of(),
            "training", facts.steps() == 0 ? null : trained.training(),
            "objectives", facts.steps() == 0 ? List.of() : trained.objectives(),
            "dataCard", card,
            "inspection", inspection(),
            "plan", plan(),
            "environment", JsonReader.file(folder.at("environment.json")),
            "evidence", files()));
  }

  private Map<String, Object> head(Map<String, Object> card) {
    String dataset = String.valueOf(card.get("name"));
    return Tree.of(
        "id", info.id(),
        "title", String.valueOf(card.getOrDefault("title", dataset)),
        "domain", spec.domain() == null ? "none" : spec.domain(),
        "task", spec.task().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "dataset", dataset,
        "created", status.get("started"),
        "ended", status.get("ended"),
        "seed", spec.train().seed(),
        "status", info.status().name());
  }

  private String sentence() {
    String how =
        switch (info.status()) {
          case HALTED -> "was halted";
          case CANCELLED -> "was cancelled";
          case INTERRUPTED -> "was interrupted";
          default -> "failed";
        };
    String reason = info.message().replaceFirst("\\.$", "");
    return "The run "
        + how
        + course.where()
        + ": "
        + reason
        + ". Nothing is decided: the model may not be released.";
  }

  private List<Object> summary() {
    List<Object> rows = new ArrayList<>();
    if (StoredFiles.exists(folder.at("metrics.json"))) {
      JsonReader.file(folder.at("metrics.json"))
          .forEach((id, result) -> rows.add(row(id, (Map<?, ?>) result)));
    }
    return rows;
  }

  private static Map<String, Object> row(String id, Map<?, ?> result) {
    Object declared = result.get("direction");
    Direction direction =
        declared == null ? Direction.NEUTRAL : Direction.valueOf(declared.toString());
    Map<String, Object> row =
        Tree.of(
            "metric", id,
            "title", Titles.of(id),
            "pillar", Titles.pillar(id),
            "unit", Titles.unit(id),
            "direction", direction.name(),
            "baseline", figure(result.get("baseline")),
            "tuned", figure(result.get("tuned")),
            "change", change(direction, result, "change", "baseline", "tuned"));
    if (result.containsKey("reference")) {
      row.put("reference", figure(result.get("reference")));
      row.put("training", change(direction, result, "training", "baseline", "reference"));
      row.put("cost", change(direction, result, "cost", "reference", "tuned"));
    }
    return row;
  }

  /** A note that is null is none. */
  private static Map<String, Object> figure(Object given) {
    Map<String, Object> figure = new java.util.LinkedHashMap<>();
    ((Map<?, ?>) given).forEach((key, value) -> figure.put(key.toString(), value));
    figure.values().removeIf(value -> value == null);
    figure.putIfAbsent("value", null);
    return figure;
  }

  private static Map<String, Object> change(
      Direction direction, Map<?, ?> result, String name, String before, String after) {
    Map<?, ?> change = (Map<?, ?>) result.get(name);
    Assessment assessment =
        Assessment.of(
            direction,
            number(change.get("value")),
            interval(change),
            interval(result.get(before)),
            interval(result.get(after)));
    return Tree.of(
        "value", change.get("value"),
        "interval", change.get("interval"),
        "assessment", assessment.name());
  }

  private static Interval interval(Object figure) {
    return figure instanceof Map<?, ?> f && f.get("interval") instanceof Map<?, ?> i
        ? new Interval(number(i.get("low")), number(i.get("high")), number(i.get("level")), "")
        : null;
  }

  private static double number(Object value) {
    return value instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private Map<String, Object> inspection() {
    Path file = folder.at("data/inspection.json");
    return StoredFiles.exists(file) ? JsonReader.file(file) : null;
  }

  private Map<String, Object> plan() {
    return PlanTree.of(JsonReader.file(folder.at("plan.json")));
  }

  private List<Object> files() {
    List<Object> files = new ArrayList<>();
    folder
        .manifest()
        .forEach(
            (name, entry) ->
                files.add(
                    Tree.of(
                        "file", name, "sha256", entry.get("sha256"), "bytes", entry.get("bytes"))));
    return files;
  }
}
