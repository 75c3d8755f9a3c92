package plugins.domain.finance.internal.opinion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plugins.domain.finance.internal.Generated;

class SentimentMonitorTest {
  private static final List<String> CLASSES = List.of("negative", "neutral", "positive");

  private static EvaluationSet set(List<String> dates, List<String> topics, int[] classes) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, CLASSES)
        .labels(classes)
        .predictions(classes)
        .column("date", dates)
        .column("topic", topics)
        .build();
  }

  private static EvaluationSet posts(int count, long seed) throws IOException {
    List<List<Object>> rows = Generated.rows(new OpinionPosts(), count, seed);
    int[] classes = Generated.column(rows, 4).stream().mapToInt(CLASSES::indexOf).toArray();
    return set(Generated.column(rows, 1), Generated.column(rows, 2), classes);
  }

  private static MetricResult monitor(EvaluationSet set, Object... settings) {
    Map<String, Object> given = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put((String) settings[i], settings[i + 1]);
    }
    return new SentimentMonitor().evaluate(set, Settings.of(SentimentMonitor.ID, given));
  }

  private static List<String> alerts(MetricResult result) {
    return result.parts().stream()
        .map(Part::name)
        .filter(n -> n.startsWith("alert ") && n.endsWith(" probability"))
        .map(n -> n.substring(6, n.length() - 12))
        .toList();
  }

  private static double part(MetricResult result, String name) {
    return result.parts().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void tailAndTestAreThoseOfScipy() throws IOException {
    JsonObject oracle;
    try (InputStreamReader text =
        new InputStreamReader(
            getClass().getResourceAsStream("oracles.json"), StandardCharsets.UTF_8)) {
      oracle = JsonParser.parseReader(text).getAsJsonObject();
    }
    for (JsonElement each : oracle.getAsJsonArray("tail")) {
      double z = each.getAsJsonObject().get("z").getAsDouble();
      double expected = each.getAsJsonObject().get("probability").getAsDouble();
      assertEquals(1, Normal.upperTail(z) / expected, 1e-9, "z " + z);
    }
    for (JsonElement each : oracle.getAsJsonArray("proportions")) {
      JsonObject o = each.getAsJsonObject();
      double z =
          Jumps.zScore(
              o.get("hits").getAsDouble(),
              o.get("size").getAsDouble(),
              o.get("hitsBefore").getAsDouble(),
              o.get("sizeBefore").getAsDouble());
      assertEquals(o.get("z").getAsDouble(), z, 1e-10);
      assertEquals(1, Normal.upperTail(z) / o.get("probability").getAsDouble(), 1e-9);
    }
  }

  /** Weeks 20 to 22 from 2024-01-01 are planted in opinion-posts.properties. */
  @Test
  void thePlantedJumpIsFoundInItsTopicAndItsWeeksOnly() throws IOException {
    MetricResult result = monitor(posts(6000, 1));
    assertEquals(List.of("fees 2024-05-20", "fees 2024-05-27", "fees 2024-06-03"), alerts(result));
    assertEquals(3, result.value());
    assertEquals(4 * (26 - 4), part(result, "comparisons"));
    assertEquals(0.01 / 88, part(result, "alert limit"), 1e-15);
    assertEquals(0.6, part(result, "alert fees 2024-05-20 share"), 0.1);
    assertEquals(0.3, part(result, "alert fees 2024-05-20 share before"), 0.1);
    double sum = 0;
    for (String sentiment : CLASSES) {
      sum += part(result, "app 2024-02-12 " + sentiment);
    }
    assertEquals(1, sum, 1e-12);
    assertEquals(List.of("app", "cards", "fees", "loans"), topics(result));
  }

  private static List<String> topics(MetricResult result) {
    return result.groups().stream().map(MetricResult.GroupValue::group).toList();
  }

  /** 400 series of four topics without any change: alerts in at most the stated share of them. */
  @Test
  void withoutAChangeThereIsAnAlertAtMostAsOftenAsStated() {
    Random random = new Random(1);
    int alarms = 0;
    for (int series = 0; series < 400; series++) {
      List<String> dates = new ArrayList<>();
      List<String> topics = new ArrayList<>();
      int[] classes = new int[1600];
      for (int row = 0; row < classes.length; row++) {
        dates.add("2024-01-" + (10 + random.nextInt(10)));
        topics.add("t" + random.nextInt(4));
        classes[row] = random.nextInt(10) < 3 ? 0 : 1;
      }
      MetricResult result = monitor(set(dates, topics, classes), "period", "DAY", "level", 0.1);
      alarms += result.value() > 0 ? 1 : 0;
    }
    assertTrue(alarms <= 52, alarms + " of 400"); // 40 expected at most, two deviations above
    assertTrue(alarms >= 5, alarms + " of 400: the rule would never raise an alert");
  }

  @Test
  void countsWhatIsAskedForAndNamesRowsWithoutDate() {
    List<String> dates = Arrays.asList("2024-01-01", "2024-01-31T10:00:00Z", "soon", null);
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, CLASSES)
            .labels(new int[] {0, 0, 0, 0})
            .predictions(new int[] {1, 1, 1, 1})
            .column("date", dates)
            .build();
    MetricResult predicted = monitor(set, "topic", "", "period", "MONTH");
    assertEquals(0, part(predicted, "all 2024-01-01 negative"));
    assertEquals(2, predicted.n());
    assertTrue(predicted.note().startsWith("2 rows have no date"), predicted.note());
    MetricResult labelled = monitor(set, "topic", "", "period", "MONTH", "counted", "LABELLED");
    assertEquals(1, part(labelled, "all 2024-01-01 negative"));
    assertTrue(!monitor(set.withWeights(new double[4]), "topic", "").defined());
  }

  @Test
  void aWeightOfTwoIsTheSameAsTheRowTwice() throws IOException {
    EvaluationSet once = posts(2000, 3);
    double[] two = new double[once.size()];
    Arrays.fill(two, 2);
    List<String> dates = new ArrayList<>(once.column("date"));
    List<String> topics = new ArrayList<>(once.column("topic"));
    int[] classes = Arrays.copyOf(once.labels(), 2 * once.size());
    System.arraycopy(once.labels(), 0, classes, once.size(), once.size());
    dates.addAll(once.column("date"));
    topics.addAll(once.column("topic"));
    assertEquals(
        monitor(set(dates, topics, classes)).parts(), monitor(once.withWeights(two)).parts());
  }

  @Test
  void refusesColumnsAndClassesThatAreNotThere() throws IOException {
    EvaluationSet set = posts(50, 1);
    assertTrue(message(set, "time", "when").contains("there is no column \"when\""));
    assertTrue(message(set, "topic", "what").contains("there is no column \"what\""));
    assertTrue(message(set, "negative", "bad").contains("[negative, neutral, positive]"));
    assertTrue(message(set, "level", 1.5).contains("between 0 and 1"));
  }

  private static String message(EvaluationSet set, Object... settings) {
    return assertThrows(GovernanceException.class, () -> monitor(set, settings)).getMessage();
  }

  private record Evidence(Settings settings, Map<String, MetricResult> tuned)
      implements GateContext {
    @Override
    public Map<String, MetricResult> baseline() {
      return Map.of();
    }

    @Override
    public Optional<Double> explanationError(String explainerId) {
      return Optional.empty();
    }
  }

  private static GateResult decide(MetricResult monitor, Map<String, Object> settings) {
    Gate gate = new SentimentAlert();
    Map<String, MetricResult> tuned =
        monitor == null ? Map.of() : Map.of(SentimentMonitor.ID, monitor);
    return gate.evaluate(new Evidence(Settings.of("finance.sentiment-alert", settings), tuned));
  }

  @Test
  void theGateTellsTopicPeriodAndFigures() throws IOException {
    MetricResult found = monitor(posts(6000, 1));
    GateResult warned = decide(found, Map.of());
    assertEquals(GateStatus.WARN, warned.status());
    assertTrue(warned.reason().contains("fees 2024-05-20 0."), warned.reason());
    assertTrue(warned.reason().contains("88 comparisons"), warned.reason());
    assertEquals(GateStatus.FAIL, decide(found, Map.of("severity", "FAIL")).status());
    EvaluationSet calm =
        set(Collections.nCopies(100, "2024-01-01"), Collections.nCopies(100, "fees"), new int[100]);
    assertEquals(GateStatus.PASS, decide(monitor(calm), Map.of()).status());
    assertEquals(GateStatus.ERROR, decide(null, Map.of()).status());
  }
}
