package governance.runtime.internal.sweep;

import governance.api.evaluate.Direction;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.Interval;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunStatusFile;
import governance.runtime.internal.store.StoredFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from the evidence of a finished run what the sweep compares. */
final class RunEvidence {
  private final SweepRequest request;
  private final Path folder;

  RunEvidence(SweepRequest request, Path folder) {
    this.request = request;
    this.folder = folder;
  }

  /** Returns whether a run in a folder has come to its end. */
  static boolean finished(Path folder) {
    RunStatus status = RunStatusFile.read(folder).status();
    return status == RunStatus.PASSED || status == RunStatus.BLOCKED;
  }

  /** Returns what the run came to. */
  RunRecord read(GridPoint point, long seed) {
    RunInfo info = RunStatusFile.read(folder);
    if (!finished(folder)) {
      return RunRecord.failed(point, seed, folder, info.status(), info.message());
    }
    Judged test =
        judged(
            JsonReader.file(folder.resolve("metrics.json")),
            Map.of(),
            list(JsonReader.file(folder.resolve("gates.json")).get("gates")),
            -1);
    return new RunRecord(
        point, seed, folder, info.status(), failure(test), validation(), Optional.of(test));
  }

  private String failure(Judged test) {
    List<?> failures = list(JsonReader.file(folder.resolve("status.json")).get("failures"));
    if (!failures.isEmpty()) {
      return String.join("; ", failures.stream().map(String::valueOf).toList());
    }
    return undefined(request.utility(), test.utility())
        + undefined(request.disparity(), test.disparity());
  }

  private static String undefined(String id, RunFigure figure) {
    if (figure.defined()) {
      return "";
    }
    return id + " is not defined" + (figure.note().isEmpty() ? "." : ": " + figure.note() + ".");
  }

  private Optional<Judged> validation() {
    Path file = folder.resolve("validation.json");
    if (!StoredFiles.exists(file)) {
      return Optional.empty();
    }
    Map<String, Object> tree = JsonReader.file(file);
    long rows = (long) number(tree.get("rows"));
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            judged(
                map(tree.get("metrics")),
                map(tree.get("replicates")),
                list(tree.get("gates")),
                rows));
  }

  private Judged judged(Map<?, ?> metrics, Map<?, ?> replicates, List<?> gates, long rows) {
    RunFigure utility = figure(metrics, replicates, request.utility());
    RunFigure disparity = figure(metrics, replicates, request.disparity());
    long n = rows >= 0 ? rows : rows(map(metrics.get(request.utility())));
    List<GateVerdict> verdicts = new ArrayList<>();
    gates.forEach(g -> verdicts.add(gate(map(g))));
    return new Judged(n, utility, disparity, verdicts);
  }

  private static long rows(Map<?, ?> metric) {
    double n = number(map(metric.get("tuned")).get("n"));
    return Double.isFinite(n) ? (long) n : 0;
  }

  private static RunFigure figure(Map<?, ?> metrics, Map<?, ?> replicates, String id) {
    Map<?, ?> metric = map(metrics.get(id));
    Map<?, ?> tuned = map(metric.get("tuned"));
    Object direction = metric.get("direction");
    Object note = metric.get("failure") == null ? tuned.get("note") : metric.get("failure");
    return new RunFigure(
        number(tuned.get("value")),
        interval(map(tuned.get("interval"))),
        direction == null ? Direction.NEUTRAL : Direction.valueOf(direction.toString()),
        list(replicates.get(id)).stream().mapToDouble(RunEvidence::number).toArray(),
        note == null ? "" : note.toString());
  }

  private static Interval interval(Map<?, ?> tree) {
    double low = number(tree.get("low"));
    return Double.isFinite(low)
        ? new Interval(
            low,
            number(tree.get("high")),
            number(tree.get("level")),
            String.valueOf(tree.get("method")))
        : null;
  }

  private static GateVerdict gate(Map<?, ?> tree) {
    Map<?, ?> limit = map(tree.get("limit"));
    return new GateVerdict(
        String.valueOf(tree.get("id")),
        GateStatus.valueOf(String.valueOf(tree.get("status"))),
        String.valueOf(tree.get("reason")),
        "tuned".equals(tree.get("of")) ? String.valueOf(tree.get("metric")) : "",
        number(tree.get("value")),
        number(limit.get("min")),
        number(limit.get("max")));
  }

  private static double number(Object value) {
    return value instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
