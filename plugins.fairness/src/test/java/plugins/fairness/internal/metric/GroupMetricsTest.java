package plugins.fairness.internal.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.model.Task;
import governance.testkit.Oracle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupMetricsTest {
  private static final Map<String, Metric> FAIRLEARN = new LinkedHashMap<>();
  private static final Settings PRIVILEGED =
      Settings.of("test", Map.of("privileged", List.of("g=1")));

  static {
    FAIRLEARN.put("dp_diff", new DemographicParityDifference());
    FAIRLEARN.put("dp_ratio", new DemographicParityRatio());
    FAIRLEARN.put("eopp_diff", new EqualOpportunityDifference());
    FAIRLEARN.put("eopp_ratio", new EqualOpportunityRatio());
    FAIRLEARN.put("eo_diff", new EqualizedOddsDifference());
    FAIRLEARN.put("eo_ratio", new EqualizedOddsRatio());
    FAIRLEARN.put("fnr_diff", new FalseNegativeRateDifference());
    FAIRLEARN.put("fpr_diff", new FalsePositiveRateDifference());
  }

  @Test
  void agreesWithFairlearnWithAndWithoutWeights() {
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "fairlearn.test_data_71_rows");
    EvaluationSet plain = fairlearn(oracle).build();
    double[] weights =
        Oracle.as(oracle.getAsJsonObject("inputs").get("sample_weight"), double[].class);
    FAIRLEARN.forEach(
        (name, metric) -> {
          JsonObject expected = oracle.getAsJsonObject("expected");
          assertEquals(
              expected.getAsJsonObject("unweighted").get(name).getAsDouble(),
              value(metric, plain),
              1e-12,
              name);
          assertEquals(
              expected.getAsJsonObject("weighted").get(name).getAsDouble(),
              value(metric, plain.withWeights(weights)),
              1e-12,
              name);
        });
  }

  /** What is a miss of one of two classes is a false alarm of the other. */
  @Test
  void thePositiveClassNeedNotBeTheFavourableOne() {
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "fairlearn.test_data_71_rows");
    JsonObject expected = oracle.getAsJsonObject("expected").getAsJsonObject("unweighted");
    Settings other = Settings.of("test", Map.of("positive", "no"));
    EvaluationSet set = fairlearn(oracle).favourable(-1).build();
    assertEquals(
        expected.get("fpr_diff").getAsDouble(),
        new FalseNegativeRateDifference().evaluate(set, other).value(),
        1e-12);
    assertEquals(
        expected.get("fnr_diff").getAsDouble(),
        new FalsePositiveRateDifference().evaluate(set, other).value(),
        1e-12);
    MetricResult none = new FalseNegativeRateDifference().evaluate(set, Settings.EMPTY);
    assertEquals("the run names no favourable class", none.note());
    Settings wrong = Settings.of("test", Map.of("positive", "2"));
    String message =
        assertThrows(
                GovernanceException.class,
                () -> new FalseNegativeRateDifference().evaluate(set, wrong))
            .getMessage();
    assertTrue(message.contains("classes [no, yes]"), message);
  }

  @Test
  void agreesWithFairlearnsPublishedExample() {
    checkPublished("demographic_parity_difference", new DemographicParityDifference());
    checkPublished("demographic_parity_ratio", new DemographicParityRatio());
    checkPublished("equalized_odds_difference", new EqualizedOddsDifference());
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "fairlearn.equal_opportunity");
    JsonObject expected = oracle.getAsJsonObject("expected");
    EvaluationSet set = fairlearn(oracle).build();
    assertEquals(
        expected.get("difference").getAsDouble(),
        value(new EqualOpportunityDifference(), set),
        1e-12);
    assertEquals(
        expected.get("ratio").getAsDouble(), value(new EqualOpportunityRatio(), set), 1e-12);
  }

  private static void checkPublished(String name, Metric metric) {
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "fairlearn." + name);
    assertEquals(
        oracle.get("expected").getAsDouble(), value(metric, fairlearn(oracle).build()), 1e-12);
  }

  @Test
  void groupsOfAConditionAreNamedOnce() {
    EvaluationSet set =
        rows(new int[] {0, 1, 0, 1}, new int[] {0, 1, 0, 0})
            .groups("age>=25", List.of("age>=25", "age<25"), new int[] {0, 0, 1, 1})
            .build();
    String note = new DemographicParityDifference().evaluate(set, Settings.EMPTY).note();
    assertTrue(note.contains("age>=25 (2), age<25 (2)"), note);
  }

  /** Equal rates of a model that does not decide say nothing of its fairness. */
  @Test
  void saysWhenEveryRowGetsTheSameDecision() {
    EvaluationSet.Builder rows =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(new int[] {0, 1, 0, 1})
            .favourable(1)
            .groups("sex", List.of("f", "m"), new int[] {0, 0, 1, 1});
    Metric parity = new DemographicParityDifference();
    MetricResult alike =
        parity.evaluate(rows.predictions(new int[] {0, 0, 0, 0}).build(), Settings.EMPTY);
    assertEquals(0, alike.value());
    assertTrue(alike.note().startsWith("every row gets the same decision"), alike.note());
    MetricResult decided =
        parity.evaluate(rows.predictions(new int[] {0, 1, 0, 1}).build(), Settings.EMPTY);
    assertEquals(0, decided.value());
    assertTrue(!decided.note().contains("same decision"), decided.note());
  }

  @Test
  void showsEachGroupAsFairlearn() {
    JsonObject oracle =
        Oracle.named(GroupMetricsTest.class, "fairlearn.metricframe_all_aggregates");
    EvaluationSet set = fairlearn(oracle).build();
    JsonObject byGroup = oracle.getAsJsonObject("expected").getAsJsonObject("by_group");
    MetricResult parity = new DemographicParityRatio().evaluate(set, Settings.EMPTY);
    MetricResult odds = new EqualizedOddsRatio().evaluate(set, Settings.EMPTY);
    for (int g = 0; g < 3; g++) {
      String name = List.of("a", "b", "c").get(g);
      JsonObject expected = byGroup.getAsJsonObject(name);
      GroupValue got = parity.groups().get(g);
      assertEquals(name, got.group());
      assertEquals(expected.get("sel").getAsDouble(), got.value(), 1e-6);
      assertEquals(expected.get("count").getAsLong(), got.n());
      assertEquals(expected.get("tpr").getAsDouble(), odds.groups().get(g).value(), 1e-6);
      assertEquals(
          expected.get("fpr").getAsDouble(),
          Oracle.part(odds, "g=" + name + " false positive rate"),
          1e-6);
    }
    JsonObject ratios = oracle.getAsJsonObject("expected").getAsJsonObject("ratio_between_groups");
    assertEquals(
        ratios.get("tpr").getAsDouble(),
        Oracle.part(odds, "g true positive rate ratio (min / max)"),
        1e-6);
    assertEquals(
        ratios.get("fpr").getAsDouble(),
        Oracle.part(odds, "g false positive rate ratio (min / max)"),
        1e-6);
    assertTrue(parity.note().contains("g=a (4)"), parity.note());
  }

  @Test
  void namesTheFiguresOfAif360WithTheirSign() {
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "aif360.classification_metric_suite");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    JsonObject expected = oracle.getAsJsonObject("expected");
    EvaluationSet set = set(inputs, groups(inputs.get("group"))).build();
    String sign = " difference (unprivileged - privileged)";
    MetricResult parity = new DemographicParityDifference().evaluate(set, PRIVILEGED);
    check(expected, "statistical_parity_difference", parity, "g selection rate" + sign);
    MetricResult impact = new DemographicParityRatio().evaluate(set, PRIVILEGED);
    check(expected, "disparate_impact", impact, "g disparate impact (unprivileged / privileged)");
    MetricResult opportunity = new EqualOpportunityDifference().evaluate(set, PRIVILEGED);
    check(expected, "equal_opportunity_difference", opportunity, "g true positive rate" + sign);
    MetricResult odds = new EqualizedOddsDifference().evaluate(set, PRIVILEGED);
    check(expected, "average_odds_difference", odds, "g average odds" + sign);
    check(expected, "false_positive_rate_difference", odds, "g false positive rate" + sign);
  }

  @Test
  void agreesWithAif360OnADataset() {
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "aif360.dataset_metric_suite");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    JsonObject expected = oracle.getAsJsonObject("expected");
    int[] labels = Oracle.as(inputs.get("label"), int[].class);
    EvaluationSet set = rows(labels, labels).groups("g", groups(inputs.get("group"))).build();
    MetricResult parity = new DemographicParityDifference().evaluate(set, PRIVILEGED);
    String difference = "g selection rate difference (unprivileged - privileged)";
    check(expected, "mean_difference", parity, difference);
    MetricResult impact = new DemographicParityRatio().evaluate(set, PRIVILEGED);
    check(expected, "disparate_impact", impact, "g disparate impact (unprivileged / privileged)");
  }

  @Test
  void reproducesTheFourFifthsExample() {
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "four_fifths_rule");
    int[] applicants = Oracle.as(oracle.getAsJsonObject("inputs").get("applicants"), int[].class);
    int[] hired = Oracle.as(oracle.getAsJsonObject("inputs").get("hired"), int[].class);
    Counts counts = new Counts();
    for (int g = 0; g < 2; g++) {
      counts.add("g" + g, 1, 1, hired[g]).add("g" + g, 1, 0, applicants[g] - hired[g]);
    }
    MetricResult got = new DemographicParityRatio().evaluate(counts.set(), Settings.EMPTY);
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertEquals(expected.get("impact_ratio").getAsDouble(), got.value(), 1e-12);
    double[] rates = Oracle.as(expected.get("rates"), double[].class);
    assertEquals(rates[0], got.groups().get(0).value(), 1e-12);
    assertEquals(rates[1], got.groups().get(1).value(), 1e-12);
  }

  @Test
  void reproducesTheCompasRates() {
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "compas.filtered_6172_group_rates");
    JsonObject confusions = oracle.getAsJsonObject("inputs").getAsJsonObject("confusion");
    Counts counts = new Counts();
    for (String race : confusions.keySet()) {
      JsonObject c = confusions.getAsJsonObject(race);
      counts.add(race, 0, 0, c.get("TN").getAsInt()).add(race, 0, 1, c.get("FP").getAsInt());
      counts.add(race, 1, 0, c.get("FN").getAsInt()).add(race, 1, 1, c.get("TP").getAsInt());
    }
    MetricResult odds = new EqualizedOddsDifference().evaluate(counts.set(), Settings.EMPTY);
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertEquals(
        expected.get("fpr_difference").getAsDouble(),
        Oracle.part(odds, "g false positive rate difference (max - min)"),
        1e-6);
    assertEquals(
        -expected.get("fnr_difference").getAsDouble(),
        Oracle.part(odds, "g true positive rate difference (max - min)"),
        1e-6);
    MetricResult missed = new FalseNegativeRateDifference().evaluate(counts.set(), Settings.EMPTY);
    assertEquals(-expected.get("fnr_difference").getAsDouble(), missed.value(), 1e-6);
    JsonObject rates = expected.getAsJsonObject("rates");
    for (GroupValue group : missed.groups()) {
      assertEquals(
          rates.getAsJsonObject(group.group()).get("FNR").getAsDouble(), group.value(), 1e-6);
    }
    for (String race : rates.keySet()) {
      assertEquals(
          rates.getAsJsonObject(race).get("FPR").getAsDouble(),
          Oracle.part(odds, "g=" + race + " false positive rate"),
          1e-6);
    }
  }

  @Test
  void reproducesTheAdultFigures() {
    JsonObject oracle = Oracle.named(GroupMetricsTest.class, "trustyai.adult_spd");
    JsonObject cells = oracle.getAsJsonObject("inputs").getAsJsonObject("counts");
    Counts counts = new Counts();
    for (String cell : cells.keySet()) {
      String sex = cell.substring(3, 4);
      int favourable = cell.endsWith("income0") ? 1 : 0;
      counts.add(sex, favourable, favourable, cells.get(cell).getAsInt());
    }
    MetricResult difference = new DemographicParityDifference().evaluate(counts.set(), PRIVILEGED);
    assertEquals(
        oracle.get("expected").getAsDouble(),
        Oracle.part(difference, "g selection rate difference (unprivileged - privileged)"),
        1e-12);
    MetricResult ratio = new DemographicParityRatio().evaluate(counts.set(), PRIVILEGED);
    JsonObject dir =
        Oracle.named(GroupMetricsTest.class, "trustyai.adult_dir").getAsJsonObject("expected");
    assertEquals(
        dir.get("exact").getAsDouble(),
        Oracle.part(ratio, "g disparate impact (unprivileged / privileged)"),
        1e-12);
    assertEquals(1 / dir.get("exact").getAsDouble(), ratio.value(), 1e-12);
  }

  @Test
  void theWorstColumnCounts() {
    EvaluationSet set =
        rows(new int[] {1, 1, 0, 0}, new int[] {1, 1, 1, 0})
            .groups("sex", List.of("f", "f", "m", "m"))
            .groups("age", List.of("old", "young", "old", "young"))
            .build();
    MetricResult difference = new DemographicParityDifference().evaluate(set, Settings.EMPTY);
    assertEquals(0.5, difference.value());
    assertEquals(
        List.of("sex", "age"),
        difference.parts().subList(0, 2).stream().map(p -> p.name()).toList());
    Settings age = Settings.of("test", Map.of("columns", List.of("age")));
    assertEquals("age", new DemographicParityDifference().evaluate(set, age).parts().get(0).name());
    MetricResult ratio = new DemographicParityRatio().evaluate(set, Settings.EMPTY);
    assertEquals(0.5, ratio.value());
  }

  @Test
  void groupsWithoutRowsAreShownAndLeftOut() {
    EvaluationSet set =
        rows(new int[] {1, 0, 1, 0}, new int[] {1, 0, 1, 1})
            .groups("g", List.of("a", "b", "none"), new int[] {0, 0, 1, -1})
            .build();
    MetricResult got = new DemographicParityDifference().evaluate(set, Settings.EMPTY);
    assertEquals(0.5, got.value());
    assertEquals(3, got.n());
    assertTrue(Double.isNaN(got.groups().get(2).value()));
    assertTrue(got.note().contains("selection rate of g=none"), got.note());
    MetricResult odds = new EqualizedOddsDifference().evaluate(set, Settings.EMPTY);
    assertTrue(Double.isNaN(odds.value()), "b has no unfavourable row: one group is left");
    assertEquals(3, odds.groups().size());
  }

  @Test
  void ratiosOfNothingAreNotDefined() {
    EvaluationSet nobody =
        rows(new int[] {1, 0, 1, 0}, new int[4]).groups("g", List.of("a", "a", "b", "b")).build();
    assertTrue(Double.isNaN(value(new DemographicParityRatio(), nobody)));
    assertEquals(0, value(new DemographicParityDifference(), nobody));
    int[] labels = {1, 0, 1, 0};
    EvaluationSet perfect = rows(labels, labels).groups("g", List.of("a", "a", "b", "b")).build();
    assertEquals(1, value(new EqualizedOddsRatio(), perfect), "no false positive anywhere");
  }

  @Test
  void needsAFavourableClassAndKnownNames() {
    int[] labels = {1, 0};
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
            .labels(labels)
            .predictions(labels)
            .build();
    MetricResult got = new DemographicParityRatio().evaluate(set, Settings.EMPTY);
    assertTrue(got.note().contains("favourable"), got.note());
    EvaluationSet sexes = rows(labels, labels).groups("g", List.of("a", "b")).build();
    Settings unknown = Settings.of("test", Map.of("columns", List.of("race")));
    Settings noGroup = Settings.of("test", Map.of("privileged", List.of("g=c")));
    Metric metric = new DemographicParityRatio();
    assertThrows(GovernanceException.class, () -> metric.evaluate(sexes, unknown));
    assertThrows(GovernanceException.class, () -> metric.evaluate(sexes, noGroup));
  }

  private static void check(JsonObject expected, String key, MetricResult got, String part) {
    assertEquals(expected.get(key).getAsDouble(), Oracle.part(got, part), 1e-12, key);
  }

  private static double value(Metric metric, EvaluationSet set) {
    return metric.evaluate(set, Settings.EMPTY).value();
  }

  private static EvaluationSet.Builder fairlearn(JsonObject oracle) {
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    return set(inputs, groups(inputs.get("sensitive")));
  }

  private static List<String> groups(JsonElement json) {
    return Arrays.asList(Oracle.as(json, String[].class));
  }

  private static EvaluationSet.Builder set(JsonObject inputs, List<String> groups) {
    return rows(
            Oracle.as(inputs.get("y_true"), int[].class),
            Oracle.as(inputs.get("y_pred"), int[].class))
        .groups("g", groups);
  }

  private static EvaluationSet.Builder rows(int[] labels, int[] predictions) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(labels)
        .predictions(predictions);
  }
}
