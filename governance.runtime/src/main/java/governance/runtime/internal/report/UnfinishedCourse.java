package governance.runtime.internal.report;

import governance.runtime.internal.store.EventLog;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.TrainingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a run came, from its logs. */
final class UnfinishedCourse {
  private static final String LOG = "training.jsonl";
  private static final String REFERENCE = "training-reference.jsonl";

  private final RunFolder folder;
  private final Map<String, Object> status;

  /** The data of the last event of each type. */
  private final Map<String, Map<?, ?>> last = new LinkedHashMap<>();

  /** Validation figures by epoch; an epoch that was trained again counts once. */
  private final Map<Object, List<?>> validation = new LinkedHashMap<>();

  private UnfinishedCourse(RunFolder folder, Map<String, Object> status) {
    this.folder = folder;
    this.status = status;
  }

  static UnfinishedCourse read(RunFolder folder, Map<String, Object> status) {
    UnfinishedCourse course = new UnfinishedCourse(folder, status);
    try {
      for (Map<String, Object> event : EventLog.read(folder.at("events.jsonl"))) {
        Map<?, ?> data = (Map<?, ?>) event.get("data");
        course.last.put(event.get("type").toString(), data);
        if (event.get("type").equals("epoch")) {
          course.validation.put(data.get("epoch"), (List<?>) data.get("validation"));
        }
      }
      return course;
    } catch (IOException e) {
      throw Storage.problem(folder.at("events.jsonl"), e);
    }
  }

  /** Returns the phase in which the run ended. */
  String phase() {
    return String.valueOf(status.get("phase"));
  }

  /** Returns the same in words that go on with "the run was halted". */
  String where() {
    return switch (phase()) {
      case "baseline" -> " while the untuned model was evaluated";
      case "train" -> " while training, after step " + steps(LOG) + " of " + planned("training");
      case "reference" ->
          " while the reference without penalties was trained, after step "
              + steps(REFERENCE)
              + " of "
              + planned("reference-training");
      case "evaluate" -> " while the tuned model was evaluated";
      case "explain" -> " while decisions were explained";
      case "gates" -> " before gates had decided";
      case "report", "seal" -> " before its evidence was sealed";
      default -> "";
    };
  }

  /** Returns what was done, a sentence each. */
  List<String> done() {
    List<String> done = new ArrayList<>();
    add(done, "data", "The data was read, split and transformed.");
    add(done, "baseline", "The untuned model predicted the test rows.");
    if (last.containsKey("trained")) {
      done.add("Training was finished, " + planned("training") + " steps.");
    } else if (steps(LOG) > 0) {
      done.add("Training did " + steps(LOG) + " of " + planned("training") + " steps.");
    }
    if (last.containsKey("reference-trained")) {
      done.add("The reference without penalties was trained.");
    } else if (steps(REFERENCE) > 0) {
      String all = planned("reference-training");
      done.add(
          "The reference without penalties did " + steps(REFERENCE) + " of " + all + " steps.");
    }
    add(done, "evaluated", "All metrics were computed.");
    add(done, "explained", "A sample of decisions was explained.");
    checkpoint("checkpoint", "Training", done);
    checkpoint("reference-checkpoint", "The reference", done);
    return done;
  }

  private void add(List<String> done, String event, String sentence) {
    if (last.containsKey(event)) {
      done.add(sentence);
    }
  }

  private void checkpoint(String event, String what, List<String> done) {
    if (last.containsKey(event)) {
      done.add(
          what + " can go on from the checkpoint of step " + last.get(event).get("step") + ".");
    }
  }

  private String planned(String event) {
    return last.containsKey(event) ? String.valueOf(last.get(event).get("steps")) : "0";
  }

  private int steps(String log) {
    return lines(log, Integer.MAX_VALUE).size();
  }

  private List<Map<String, Object>> lines(String log, int most) {
    Path file = folder.at(log);
    try {
      return Files.exists(file) ? TrainingLog.read(file, most) : List.of();
    } catch (IOException e) {
      throw Storage.problem(file, e);
    }
  }

  /** Returns what training did so far. */
  TrainingFacts training() {
    if (!last.containsKey("training") || steps(LOG) == 0) {
      return TrainingFacts.none();
    }
    Map<?, ?> begun = last.get("training");
    List<Object> figures = new ArrayList<>();
    validation.values().forEach(figures::addAll);
    List<Object> resumed = new ArrayList<>();
    if (status.get("resumedAt") instanceof List<?> at) {
      resumed.addAll(at);
    }
    return new TrainingFacts(
        steps(LOG),
        ((Number) begun.get("steps")).longValue(),
        ((Number) begun.get("stepsPerEpoch")).longValue(),
        figures,
        lines(LOG, TrainingFacts.POINTS),
        Map.of(),
        resumed,
        Map.of(),
        Map.of());
  }
}
