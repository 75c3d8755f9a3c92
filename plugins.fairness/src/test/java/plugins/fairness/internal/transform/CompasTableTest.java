package plugins.fairness.internal.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.model.Task;
import governance.testkit.Oracle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plugins.fairness.internal.metric.FalseNegativeRateDifference;
import plugins.fairness.internal.metric.FalsePositiveRateDifference;

/**
 * The contingency tables that ProPublica published of the COMPAS score, and their rates. The tables
 * of the violent score rest on files that are not in the data directory; their rates are computed
 * from the published cells.
 */
class CompasTableTest {
  private static final String FILE =
      "unclear-licence/judicial/compas-two-years/compas-two-years.csv.gz";

  private static JsonObject oracle(String name) {
    return Oracle.named(CompasTableTest.class, name);
  }

  private static void cells(
      JsonObject published, Predicate<Map<String, String>> people, Predicate<String> positive)
      throws IOException {
    int[][] cells = new int[2][2];
    for (Map<String, String> row : RealData.table(FILE, ',')) {
      if (people.test(row)) {
        int recid = Integer.parseInt(row.get("two_year_recid"));
        cells[recid][positive.test(row.get("score_text")) ? 1 : 0]++;
      }
    }
    assertEquals(published.get("TN").getAsInt(), cells[0][0], "TN");
    assertEquals(published.get("FP").getAsInt(), cells[0][1], "FP");
    assertEquals(published.get("FN").getAsInt(), cells[1][0], "FN");
    assertEquals(published.get("TP").getAsInt(), cells[1][1], "TP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"African-American", "Caucasian"})
  void theTableOfTwoYears(String race) throws IOException {
    JsonObject published =
        oracle("compas.two_year." + race).getAsJsonObject("inputs").getAsJsonObject("confusion");
    cells(published, row -> row.get("race").equals(race), text -> !text.equals("Low"));
  }

  @Test
  void theTableOfHighScoresOnly() throws IOException {
    JsonObject published =
        oracle("compas.two_year.high_only.Caucasian")
            .getAsJsonObject("inputs")
            .getAsJsonObject("confusion");
    cells(published, row -> row.get("race").equals("Caucasian"), text -> text.equals("High"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"African-American", "Caucasian"})
  void theTableOfTheRowsThatWereAnalysed(String race) throws IOException {
    JsonObject published =
        oracle("compas.filtered_6172_group_rates")
            .getAsJsonObject("inputs")
            .getAsJsonObject("confusion")
            .getAsJsonObject(race);
    Predicate<Map<String, String>> analysed =
        row ->
            !row.get("days_b_screening_arrest").isEmpty()
                && Math.abs(Double.parseDouble(row.get("days_b_screening_arrest"))) <= 30
                && !row.get("is_recid").equals("-1")
                && !row.get("c_charge_degree").equals("O")
                && !row.get("score_text").equals("N/A");
    long rows = RealData.table(FILE, ',').stream().filter(analysed).count();
    assertEquals(6172, rows);
    cells(published, analysed.and(row -> row.get("race").equals(race)), t -> !t.equals("Low"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two_year.African-American",
        "two_year.Caucasian",
        "two_year.high_only.Caucasian",
        "violent.all",
        "violent.African-American",
        "violent.Caucasian"
      })
  void theMetricsGiveThePublishedRates(String table) {
    JsonObject oracle = oracle("compas." + table);
    JsonObject cells = oracle.getAsJsonObject("inputs").getAsJsonObject("confusion");
    JsonObject expected = oracle.getAsJsonObject("expected");
    double falsePositive = rate(new FalsePositiveRateDifference(), cells);
    double falseNegative = rate(new FalseNegativeRateDifference(), cells);
    JsonObject percent = expected.getAsJsonObject("published_percent");
    assertEquals(percent.get("FPR").getAsDouble(), 100 * falsePositive, 0.005 + 1e-9);
    assertEquals(percent.get("FNR").getAsDouble(), 100 * falseNegative, 0.005 + 1e-9);
    checkExact(expected.getAsJsonObject("exact"), cells, falsePositive, falseNegative);
  }

  @Test
  void theMetricsGiveTheDifferencesOfTheRowsThatWereAnalysed() {
    JsonObject oracle = oracle("compas.filtered_6172_group_rates");
    JsonObject tables = oracle.getAsJsonObject("inputs").getAsJsonObject("confusion");
    JsonObject expected = oracle.getAsJsonObject("expected");
    JsonObject black = tables.getAsJsonObject("African-American");
    JsonObject white = tables.getAsJsonObject("Caucasian");
    Metric falsePositive = new FalsePositiveRateDifference();
    Metric falseNegative = new FalseNegativeRateDifference();
    assertEquals(
        expected.get("fpr_difference").getAsDouble(),
        rate(falsePositive, black) - rate(falsePositive, white),
        1e-6);
    assertEquals(
        expected.get("fnr_difference").getAsDouble(),
        rate(falseNegative, black) - rate(falseNegative, white),
        1e-6);
    for (Map.Entry<String, JsonElement> race : expected.getAsJsonObject("rates").entrySet()) {
      JsonObject cells = tables.getAsJsonObject(race.getKey());
      checkExact(
          race.getValue().getAsJsonObject(),
          cells,
          rate(falsePositive, cells),
          rate(falseNegative, cells));
    }
  }

  /** The other columns of the table follow from the two rates and how often the event comes. */
  private static void checkExact(
      JsonObject exact, JsonObject cells, double falsePositive, double falseNegative) {
    double tp = cells.get("TP").getAsInt();
    double total = cells.entrySet().stream().mapToInt(e -> e.getValue().getAsInt()).sum();
    double event = (tp + cells.get("FN").getAsInt()) / total;
    double hit = 1 - falseNegative;
    double spared = 1 - falsePositive;
    Map<String, Double> found =
        Map.of(
            "FPR", falsePositive,
            "FNR", falseNegative,
            "sensitivity", hit,
            "specificity", spared,
            "prevalence", event,
            "PPV", hit * event / (hit * event + falsePositive * (1 - event)),
            "NPV", spared * (1 - event) / (spared * (1 - event) + falseNegative * event),
            "LRpos", hit / falsePositive,
            "LRneg", falseNegative / spared,
            "total", total);
    for (Map.Entry<String, JsonElement> each : exact.entrySet()) {
      assertEquals(each.getValue().getAsDouble(), found.get(each.getKey()), 1e-6, each.getKey());
    }
  }

  private static double rate(Metric metric, JsonObject cells) {
    List<Integer> labels = new ArrayList<>();
    List<Integer> predictions = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (String cell : List.of("TN", "FP", "FN", "TP")) {
      for (int i = 0; i < cells.get(cell).getAsInt(); i++) {
        labels.add(cell.equals("FN") || cell.equals("TP") ? 1 : 0);
        predictions.add(cell.endsWith("P") ? 1 : 0);
        groups.add("these");
      }
    }
    for (int i = 0; i < 4; i++) {
      labels.add(i % 2);
      predictions.add(i / 2);
      groups.add("others");
    }
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .favourable(1)
            .labels(labels.stream().mapToInt(i -> i).toArray())
            .predictions(predictions.stream().mapToInt(i -> i).toArray())
            .groups("race", groups)
            .build();
    MetricResult result = metric.evaluate(set, Settings.EMPTY);
    return result.groups().stream()
        .filter(g -> g.group().equals("these"))
        .mapToDouble(GroupValue::value)
        .findFirst()
        .orElseThrow();
  }
}
