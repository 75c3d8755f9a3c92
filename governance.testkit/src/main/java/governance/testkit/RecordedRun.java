package governance.testkit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import governance.api.report.ReportModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A run that was recorded: a small finished one of the finance pack, and one that was stopped in
 * training. Gives a renderer its tree, a gate its figures and a metric its predictions.
 */
public final class RecordedRun {
  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
  private static final TypeToken<Map<String, Object>> OBJECT = new TypeToken<>() {};

  private RecordedRun() {}

  /** Returns everything that a report says of the finished run. */
  public static ReportModel report() {
    return new Report(tree(text("report.json")));
  }

  /** Returns everything that a report says of the run that was stopped before its end. */
  public static ReportModel unfinished() {
    return new Report(tree(text("report-unfinished.json")));
  }

  private record Report(Map<String, Object> tree) implements ReportModel {
    @Override
    public String run() {
      return String.valueOf(((Map<?, ?>) tree.get("run")).get("id"));
    }

    @Override
    public String schemaVersion() {
      return String.valueOf(tree.get("schemaVersion"));
    }
  }

  /** Returns what the tuned model predicted for the test rows, with labels and groups. */
  public static EvaluationSet predictions() {
    List<Map<String, Object>> rows =
        text("predictions.jsonl").lines().map(RecordedRun::tree).toList();
    List<String> classes =
        ((List<?>) rows.get(0).get("classes")).stream().map(String::valueOf).toList();
    int[] labels = new int[rows.size()];
    int[] predicted = new int[rows.size()];
    double[][] scores = new double[classes.size()][rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classes.indexOf(String.valueOf(rows.get(i).get("label")));
      List<?> tuned = (List<?>) rows.get(i).get("tuned");
      for (int c = 0; c < scores.length; c++) {
        scores[c][i] = ((Number) tuned.get(c)).doubleValue();
        predicted[i] = scores[c][i] > scores[predicted[i]][i] ? c : predicted[i];
      }
    }
    EvaluationSet.Builder set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, classes)
            .favourable(classes.indexOf("no"))
            .labels(labels)
            .predictions(predicted)
            .scores(scores);
    for (String column : columns(rows)) {
      List<String> values = new ArrayList<>();
      rows.forEach(row -> values.add(group(row, column)));
      set.groups(column, values);
    }
    return set.build();
  }

  private static Set<String> columns(List<Map<String, Object>> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> ((Map<?, ?>) row.get("groups")).keySet().forEach(k -> columns.add("" + k)));
    return columns;
  }

  private static String group(Map<String, Object> row, String column) {
    return Objects.toString(((Map<?, ?>) row.get("groups")).get(column), null);
  }

  /** Returns the figures of the finished run as evidence for a gate. */
  public static GateEvidence evidence() {
    GateEvidence evidence = GateEvidence.none();
    for (Map.Entry<String, Object> metric : tree(text("metrics.json")).entrySet()) {
      Map<?, ?> both = (Map<?, ?>) metric.getValue();
      evidence =
          evidence.metric(metric.getKey(), value(both.get("baseline")), value(both.get("tuned")));
    }
    return evidence;
  }

  private static double value(Object figure) {
    Object value = ((Map<?, ?>) figure).get("value");
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  private static Map<String, Object> tree(String json) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(GSON.fromJson(json, OBJECT)));
  }

  private static String text(String name) {
    try (InputStream in = RecordedRun.class.getResourceAsStream("recorded/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
