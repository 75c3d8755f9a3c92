package governance.runtime.internal.sweep;

import governance.runtime.internal.evaluate.MetricTrees;
import governance.runtime.internal.store.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sweep as the tree that file, page and command line are made from. */
final class SweepTree {
  static final String SCHEMA = "1.0";

  private final SweepResult result;
  private final Path folder;

  SweepTree(SweepResult result, Path folder) {
    this.result = result;
    this.folder = folder;
  }

  /**
   * Returns the tree.
   *
   * @param head id, status, message and times
   */
  Map<String, Object> of(Map<String, Object> head) {
    SweepPlan plan = result.plan();
    Map<String, Object> tree = Tree.of("schemaVersion", SCHEMA);
    tree.putAll(head);
    tree.put("begun", BegunSweep.tree(plan));
    tree.put("axes", axes(plan.request().vary()));
    tree.put("basis", result.basis().validation() ? "validation" : "test");
    tree.put("basisReason", result.basis().reason());
    tree.put("utility", measure(result.utility()));
    tree.put("disparity", measure(result.disparity()));
    tree.put("level", result.level());
    tree.put("runs", plan.runs());
    tree.put("runsDone", result.records().stream().filter(r -> r.test().isPresent()).count());
    tree.put("points", plan.points().stream().map(this::point).toList());
    tree.put("limits", limits());
    tree.put("front", front());
    tree.put("knee", result.knee().map(Standing::number).orElse(null));
    tree.put("recommended", result.recommended().map(this::recommended).orElse(null));
    tree.put("passes", result.passes());
    tree.put("notes", notes());
    return tree;
  }

  /** Keys with a short name: the last part, or the whole where that is not enough. */
  private static List<Object> axes(List<Vary> vary) {
    List<Object> axes = new ArrayList<>();
    for (Vary axis : vary) {
      boolean alone = vary.stream().filter(v -> last(v).equals(last(axis))).count() == 1;
      axes.add(Tree.of("key", axis.key(), "name", alone ? last(axis) : axis.key()));
    }
    return axes;
  }

  private static String last(Vary axis) {
    return axis.key().substring(axis.key().lastIndexOf('.') + 1);
  }

  private static Map<String, Object> measure(Measure measure) {
    return Tree.of("id", measure.id(), "direction", measure.direction().name());
  }

  private List<Integer> front() {
    return result.standings().stream()
        .filter(s -> !s.dominated())
        .map(Standing::number)
        .sorted()
        .toList();
  }

  private Map<String, Object> recommended(Recommendation chosen) {
    GridPoint point = result.plan().points().get(chosen.standing().number() - 1);
    boolean tested = result.tested(point).filter(Candidate::passes).isPresent();
    return Tree.of(
        "point", point.number(),
        "values", point.values(),
        "passes", chosen.passes(),
        "testPasses", tested,
        "words", chosen.words() + afterwards(chosen, point, tested));
  }

  private String afterwards(Recommendation chosen, GridPoint point, boolean tested) {
    if (!result.basis().validation()) {
      return "";
    }
    if (tested) {
      return " On the test rows every gate lets it pass as well.";
    }
    List<String> blocking = result.tested(point).map(Candidate::blocking).orElse(List.of());
    return chosen.passes()
        ? " On the test rows a gate blocks: " + String.join("; ", blocking) + "."
        : " On the test rows: " + String.join("; ", blocking) + ".";
  }

  private Map<String, Object> point(GridPoint point) {
    Optional<Standing> standing = result.standing(point);
    Optional<Candidate> tested = result.tested(point);
    Map<String, Object> tree =
        Tree.of(
            "point", point.number(),
            "values", point.values(),
            "reference", point.reference(),
            "specSha256", SweepPlan.specDigest(result.plan().specs().get(point.number() - 1)),
            "state", state(point, standing),
            "utility", standing.map(s -> estimate(s.utility())).orElse(null),
            "disparity", standing.map(s -> estimate(s.disparity())).orElse(null),
            "passes", standing.map(s -> s.candidate().passes()).orElse(null),
            "blocking", standing.map(s -> s.candidate().blocking()).orElse(List.of()),
            "dominatedBy", standing.filter(Standing::dominated).map(Standing::by).orElse(null),
            "beyondChance", standing.map(Standing::beyondChance).orElse(false));
    tree.put("note", standing.map(s -> String.join("; ", s.candidate().notes())).orElse(""));
    tree.put("utilityLoss", standing.map(s -> estimate(s.utilityLoss())).orElse(null));
    tree.put("disparityLoss", standing.map(s -> estimate(s.disparityLoss())).orElse(null));
    tree.put("test", tested.map(this::test).orElse(null));
    tree.put("runs", runs(point));
    return tree;
  }

  private Map<String, Object> test(Candidate candidate) {
    return Tree.of(
        "utility", estimate(candidate.utility(result.level())),
        "disparity", estimate(candidate.disparity(result.level())),
        "passes", candidate.passes(),
        "blocking", candidate.blocking());
  }

  private String state(GridPoint point, Optional<Standing> standing) {
    List<RunRecord> own = result.of(point);
    if (own.stream().anyMatch(r -> r.failed() && !r.stopped())) {
      return "failed";
    }
    if (standing.isEmpty()) {
      return "waiting";
    }
    return standing.get().dominated() ? "dominated" : "front";
  }

  private List<Object> runs(GridPoint point) {
    List<Object> runs = new ArrayList<>();
    for (RunRecord run : result.of(point)) {
      runs.add(
          Tree.of(
              "seed", run.seed(),
              "status", run.status().name(),
              "failure", run.failed() ? run.failure() : null,
              "folder", run.folder() == null ? null : relative(run.folder()),
              "report", report(run.folder()),
              "validation", run.validation().map(SweepTree::judged).orElse(null),
              "test", run.test().map(SweepTree::judged).orElse(null)));
    }
    return runs;
  }

  private String report(Path run) {
    boolean made = run != null && Files.exists(run.resolve("report.html"));
    return made ? relative(run) + "/report.html" : null;
  }

  /** Bounds of gates on the two metrics, which are the same in all runs. */
  private List<Object> limits() {
    Map<String, Object> limits = new LinkedHashMap<>();
    for (Standing standing : result.standings()) {
      for (List<GateVerdict> gates : standing.candidate().gates().values()) {
        for (GateVerdict gate : gates) {
          boolean ours =
              gate.metric().equals(result.utility().id())
                  || gate.metric().equals(result.disparity().id());
          if (ours) {
            limits.put(
                gate.id(),
                Tree.of(
                    "gate", gate.id(),
                    "metric", gate.metric(),
                    "min", gate.min(),
                    "max", gate.max()));
          }
        }
      }
    }
    return List.copyOf(limits.values());
  }

  private String relative(Path run) {
    return folder.relativize(run.toAbsolutePath()).toString().replace('\\', '/');
  }

  private static Map<String, Object> judged(Judged judged) {
    return Tree.of(
        "rows", judged.rows(),
        "utility", figure(judged.utility()),
        "disparity", figure(judged.disparity()),
        "blocking",
            judged.gates().stream().filter(GateVerdict::blocks).map(GateVerdict::words).toList());
  }

  private static Map<String, Object> figure(RunFigure figure) {
    return Tree.of("value", figure.value(), "interval", MetricTrees.interval(figure.interval()));
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    return estimate == null
        ? null
        : Tree.of(
            "value", estimate.value(),
            "interval", MetricTrees.interval(estimate.interval()),
            "runs", estimate.runs());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    Map<String, Object> spec = new LinkedHashMap<>(result.plan().specs().get(0));
    boolean stopping = spec.get("train") instanceof Map<?, ?> t && t.get("earlyStopping") != null;
    if (result.basis().validation() && (spec.get("decision") != null || stopping)) {
      notes.add(
          "The same validation rows also "
              + (stopping ? "stopped training" : "fitted the decision rule")
              + ": figures on them are better than on rows that nothing has seen.");
    }
    if (result.plan().request().seeds().size() == 1) {
      notes.add(
          "With one seed intervals tell of other rows only; how training with another seed would"
              + " have come out is not known.");
    }
    if (result.disparity().direction().name().equals("NEUTRAL")) {
      notes.add(result.disparity().id() + " is compared by its distance from 0.");
    }
    if (result.plan().points().stream().anyMatch(GridPoint::reference)) {
      notes.add("The reference is the point where nothing that is varied has a weight.");
    }
    return notes;
  }
}
