package plugins.fairness.internal.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plugins.fairness.internal.metric.individual.BetweenGroupEntropy;
import plugins.fairness.internal.metric.individual.CoefficientOfVariation;
import plugins.fairness.internal.metric.individual.ConsistencyScore;
import plugins.fairness.internal.metric.individual.GeneralizedEntropy;
import plugins.fairness.internal.metric.individual.SampleDistortion;
import plugins.fairness.internal.metric.individual.TheilIndex;
import plugins.fairness.internal.metric.score.GeneralizedOddsDifference;
import plugins.fairness.internal.metric.score.InfeasibleIndex;

/** Published and computed figures of Fairlearn and AIF360, case by case. */
class FairnessConformanceTest {
  private static final String SIGN = " difference (unprivileged - privileged)";
  private static final Settings PRIVILEGED =
      Settings.of("test", Map.of("privileged", List.of("g=1")));

  @Test
  void metricFrameWithAllAggregates() {
    JsonObject oracle = oracle("fairlearn.metricframe_all_aggregates");
    EvaluationSet set = binary(oracle, "sensitive").build();
    JsonObject expected = oracle.getAsJsonObject("expected");
    Map<String, List<Metric>> metrics =
        Map.of(
            "tpr", List.of(new EqualOpportunityDifference(), new EqualOpportunityRatio()),
            "fpr", List.of(new FalsePositiveRateDifference(), new FalsePositiveRateRatio()),
            "sel", List.of(new DemographicParityDifference(), new DemographicParityRatio()),
            "count", List.of(new GroupSizeDifference(), new GroupSizeRatio()));
    metrics.forEach(
        (name, pair) -> {
          MetricResult difference = pair.get(0).evaluate(set, Settings.EMPTY);
          MetricResult ratio = pair.get(1).evaluate(set, Settings.EMPTY);
          String title = difference.parts().get(1).name().replace(" difference (max - min)", "");
          near(expected, "difference_between_groups", name, difference.value());
          near(expected, "ratio_between_groups", name, ratio.value());
          near(
              expected,
              "difference_to_overall",
              name,
              part(difference, title + " difference to overall"));
          near(expected, "ratio_to_overall", name, part(ratio, title + " ratio to overall"));
          Settings overall = Settings.of("test", Map.of("reference", "overall"));
          near(expected, "ratio_to_overall", name, pair.get(1).evaluate(set, overall).value());
          double[] each = difference.groups().stream().mapToDouble(g -> g.value()).toArray();
          near(expected, "group_min", name, Arrays.stream(each).min().orElseThrow());
          near(expected, "group_max", name, Arrays.stream(each).max().orElseThrow());
          difference
              .groups()
              .forEach(
                  g -> {
                    JsonObject of = expected.getAsJsonObject("by_group").getAsJsonObject(g.group());
                    assertEquals(of.get(name).getAsDouble(), g.value(), 1e-6, g.toString());
                    assertEquals(of.get("count").getAsLong(), g.n());
                  });
        });
  }

  private static void near(JsonObject expected, String aggregate, String name, double got) {
    double wanted = expected.getAsJsonObject(aggregate).get(name).getAsDouble();
    assertEquals(wanted, got, 1e-6, aggregate + " " + name);
  }

  @Test
  void equalizedOddsOnAverage() {
    JsonObject oracle = oracle("fairlearn.equalized_odds_agg_mean");
    EvaluationSet set = binary(oracle, "sensitive").build();
    JsonObject expected = oracle.getAsJsonObject("expected");
    MetricResult difference = new AverageAbsoluteOddsDifference().evaluate(set, Settings.EMPTY);
    same(expected, "difference", difference.value());
    same(expected, "ratio", new AverageOddsRatio().evaluate(set, Settings.EMPTY).value());
    // the oracle's figure to overall is that of the default, the worse of the two rates
    MetricResult worst = new EqualizedOddsDifference().evaluate(set, Settings.EMPTY);
    same(expected, "difference_to_overall", part(worst, "g equalized odds difference to overall"));
    assertEquals(
        (0.1 + 2 / 3.0) / 2,
        part(difference, "g average absolute odds difference to overall"),
        1e-12);
  }

  @Test
  void accuracyWithinControlFeatures() {
    JsonObject oracle = oracle("fairlearn.control_features_accuracy");
    JsonObject expected = oracle.getAsJsonObject("expected");
    EvaluationSet set =
        binary(oracle, "sensitive").column("control", strings(oracle, "control")).build();
    Settings given = Settings.of("test", Map.of("given", List.of("control")));
    MetricResult got = new AccuracyDifference().evaluate(set, given);
    double weighed = 0;
    for (String control : List.of("H", "L")) {
      String within = " | control=" + control;
      double difference =
          expected.getAsJsonObject("difference_between_groups").get(control).getAsDouble();
      assertEquals(difference, part(got, "g accuracy difference (max - min)" + within), 1e-6);
      double overall = expected.getAsJsonObject("overall").get(control).getAsDouble();
      assertEquals(overall, part(got, "g overall accuracy" + within), 1e-6);
      weighed += difference * strings(oracle, "control").stream().filter(control::equals).count();
      double most = 0;
      for (String group : List.of("A", "B", "C")) {
        double value = part(got, "g=" + group + " accuracy" + within);
        String key = control + "|" + group;
        assertEquals(expected.getAsJsonObject("by_group").get(key).getAsDouble(), value, 1e-6, key);
        most = Math.max(most, value);
      }
      assertEquals(expected.getAsJsonObject("group_max").get(control).getAsDouble(), most, 1e-6);
    }
    assertEquals(weighed / set.size(), got.value(), 1e-6);
  }

  @Test
  void generalizedEntropy() {
    JsonObject two = oracle("aif360.generalized_entropy_index_a2_case1");
    MetricResult index =
        new GeneralizedEntropy().evaluate(binary(two, "group").build(), Settings.EMPTY);
    assertEquals(two.get("expected").getAsDouble(), index.value(), 1e-12);
    JsonObject theil = oracle("aif360.theil_index");
    MetricResult one = new TheilIndex().evaluate(binary(theil, "group").build(), Settings.EMPTY);
    assertEquals(theil.get("expected").getAsDouble(), one.value(), 1e-12);
    for (String name :
        List.of("aif360.between_all_groups_ge_index", "aif360.between_group_ge_index")) {
      JsonObject oracle = oracle(name);
      MetricResult between =
          new BetweenGroupEntropy().evaluate(binary(oracle, "group").build(), Settings.EMPTY);
      assertEquals(oracle.get("expected").getAsDouble(), between.value(), 1e-12, name);
    }
  }

  @Test
  void generalizedConfusion() {
    JsonObject oracle = oracle("aif360.generalized_confusion_scores");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    int[] labels =
        Arrays.stream(Oracle.as(inputs.get("y_true"), int[].class))
            .map(y -> y == 2 ? 0 : 1)
            .toArray();
    double[] scores = Oracle.as(inputs.get("score"), double[].class);
    EvaluationSet set =
        rows(labels, labels)
            .scores(new double[][] {Arrays.stream(scores).map(s -> 1 - s).toArray(), scores})
            .groups(
                "g",
                List.of("a", "b"),
                IntStream.range(0, labels.length).map(i -> i < 7 ? 0 : 1).toArray())
            .build();
    MetricResult got = new GeneralizedOddsDifference().evaluate(set, Settings.EMPTY);
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertEquals(
        expected.get("generalized_TP").getAsDouble(),
        part(got, "generalized true positives"),
        0.005);
    assertEquals(
        expected.get("generalized_FP").getAsDouble(),
        part(got, "generalized false positives"),
        0.005);
  }

  @Test
  void suiteOfClassificationMetrics() {
    JsonObject oracle = oracle("aif360.classification_metric_suite");
    EvaluationSet set = binary(oracle, "group").build();
    JsonObject expected = oracle.getAsJsonObject("expected");
    Map<String, Metric> named = new HashMap<>();
    named.put(
        "statistical_parity_difference|g selection rate" + SIGN, new DemographicParityDifference());
    named.put(
        "disparate_impact|g disparate impact (unprivileged / privileged)",
        new DemographicParityRatio());
    named.put(
        "equal_opportunity_difference|g true positive rate" + SIGN,
        new EqualOpportunityDifference());
    named.put("average_odds_difference|g average odds" + SIGN, new AverageOddsDifference());
    named.put(
        "average_abs_odds_difference|g average absolute odds" + SIGN,
        new AverageAbsoluteOddsDifference());
    named.put(
        "false_positive_rate_difference|g false positive rate" + SIGN,
        new FalsePositiveRateDifference());
    named.put(
        "false_negative_rate_difference|g false negative rate" + SIGN,
        new FalseNegativeRateDifference());
    named.put(
        "false_discovery_rate_difference|g false discovery rate" + SIGN,
        new FalseDiscoveryRateDifference());
    named.put(
        "false_omission_rate_difference|g false omission rate" + SIGN,
        new FalseOmissionRateDifference());
    named.put("error_rate_difference|g error rate" + SIGN, new ErrorRateDifference());
    named.put(
        "error_rate_ratio|g error rate ratio (unprivileged / privileged)", new ErrorRateRatio());
    named.forEach(
        (key, metric) -> {
          String[] both = key.split("\\|");
          same(expected, both[0], part(metric.evaluate(set, PRIVILEGED), both[1]));
        });
    assertEquals(
        part(new EqualizedOddsDifference().evaluate(set, PRIVILEGED), "g average odds" + SIGN),
        expected.get("average_odds_difference").getAsDouble(),
        1e-12);
    EvaluationSet everyone =
        binary(oracle, "group").groups("all", List.of("x"), new int[10]).build();
    MetricResult accuracy = new AccuracyDifference().evaluate(everyone, Settings.EMPTY);
    double all =
        accuracy.groups().stream()
            .filter(g -> g.column().equals("all"))
            .findFirst()
            .orElseThrow()
            .value();
    same(expected, "accuracy", all);
    same(expected, "theil_index", new TheilIndex().evaluate(set, Settings.EMPTY).value());
    same(
        expected,
        "coefficient_of_variation",
        new CoefficientOfVariation().evaluate(set, Settings.EMPTY).value());
    MetricResult between = new BetweenGroupEntropy().evaluate(set, Settings.EMPTY);
    same(expected, "between_group_theil_index", part(between, "g Theil index"));
  }

  @Test
  void suiteOfDatasetMetrics() {
    JsonObject oracle = oracle("aif360.dataset_metric_suite");
    JsonObject expected = oracle.getAsJsonObject("expected");
    int[] labels = Oracle.as(oracle.getAsJsonObject("inputs").get("label"), int[].class);
    EvaluationSet set = rows(labels, labels).groups("g", strings(oracle, "group")).build();
    same(
        expected,
        "mean_difference",
        part(new BaseRateDifference().evaluate(set, PRIVILEGED), "g base rate" + SIGN));
    same(
        expected,
        "disparate_impact",
        part(
            new DemographicParityRatio().evaluate(set, PRIVILEGED),
            "g disparate impact (unprivileged / privileged)"));
    MetricResult epsilon = new DifferentialFairness().evaluate(set, Settings.EMPTY);
    same(expected, "smoothed_empirical_differential_fairness_c1", epsilon.value());
    assertEquals(0, part(epsilon, "bias amplification (predictions - labels)"), 1e-12);
  }

  @Test
  void consistencyOfNeighbours() {
    JsonObject oracle = oracle("aif360.consistency_knn3");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    double[][] x = Oracle.as(inputs.get("X"), double[][].class);
    int[] y =
        Arrays.stream(Oracle.as(inputs.get("y"), double[].class)).mapToInt(v -> (int) v).toArray();
    EvaluationSet set =
        rows(y, y)
            .column("a", texts(x, row -> x[row][0]))
            .column("b", texts(x, row -> x[row][1]))
            .build();
    Settings settings =
        Settings.of("test", Map.of("content", List.of("a", "b"), "neighbours", 3, "scale", "none"));
    MetricResult got = new ConsistencyScore().evaluate(set, settings);
    assertEquals(oracle.get("expected").getAsDouble(), got.value(), 1e-9);
    assertEquals(oracle.get("expected").getAsDouble(), part(got, "consistency of labels"), 1e-9);
  }

  /** AIF360 tells the index of the prefix's last row from 0, we its number of places. */
  @Test
  void ranking() {
    JsonObject oracle = oracle("aif360.ranking_metrics");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    double[] scores = Oracle.as(inputs.get("score"), double[].class);
    double least = Arrays.stream(scores).min().orElseThrow();
    double most = Arrays.stream(scores).max().orElseThrow();
    List<String> places = IntStream.range(0, 10).mapToObj(i -> String.valueOf(-i)).toList();
    List<String> gains =
        Arrays.stream(scores).mapToObj(s -> String.valueOf((s - least) / (most - least))).toList();
    EvaluationSet set =
        rows(new int[10], new int[10])
            .groups("g", strings(oracle, "group"))
            .column("order", places)
            .column("worth", gains)
            .build();
    Map<String, Object> settings =
        Map.of("by", "order", "gain", "worth", "target", List.of("g=r=0.5", "g=b=0.5"), "top", 10);
    MetricResult got = new InfeasibleIndex().evaluate(set, Settings.of("test", settings));
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertEquals(expected.getAsJsonArray("infeasible_index").get(0).getAsInt(), got.value());
    int index =
        expected.getAsJsonArray("infeasible_index").get(1).getAsJsonArray().get(0).getAsInt();
    assertTrue(got.note().contains("after places [" + (index + 1) + "]"), got.note());
    assertEquals(
        expected.get("dcg").getAsDouble(), part(got, "g discounted cumulative gain"), 1e-6);
    assertEquals(
        expected.get("ndcg").getAsDouble(),
        part(got, "g normalised discounted cumulative gain"),
        1e-6);
  }

  @Test
  void distortion() {
    JsonObject oracle = oracle("aif360.sample_distortion");
    double[][] from = Oracle.as(oracle.getAsJsonObject("inputs").get("X"), double[][].class);
    double[][] to =
        Oracle.as(oracle.getAsJsonObject("inputs").get("X_distorted"), double[][].class);
    EvaluationSet.Builder rows = rows(new int[4], new int[4]);
    for (int c = 0; c < 3; c++) {
      int column = c;
      rows.column("b" + c, texts(from, row -> from[row][column]))
          .column("a" + c, texts(to, row -> to[row][column]));
    }
    Settings settings =
        Settings.of(
            "test",
            Map.of("before", List.of("b0", "b1", "b2"), "after", List.of("a0", "a1", "a2")));
    MetricResult got = new SampleDistortion().evaluate(rows.build(), settings);
    JsonObject expected = oracle.getAsJsonObject("expected");
    same(expected, "total_euclidean", part(got, "total Euclidean distance"));
    same(expected, "total_manhattan", part(got, "total Manhattan distance"));
  }

  @Test
  void divergenceOfLabels() {
    JsonObject oracle = oracle("aif360.label_kl_divergence");
    int[] labels = Oracle.as(oracle.getAsJsonObject("inputs").get("label"), int[].class);
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("0", "1", "2"))
            .labels(labels)
            .predictions(labels)
            .weights(weights(oracle))
            .groups("g", strings(oracle, "group"))
            .build();
    MetricResult got = new OutcomeDivergence().evaluate(set, Settings.EMPTY);
    JsonObject expected = oracle.getAsJsonObject("expected");
    same(expected, "priv0", got.groups().get(0).value());
    same(expected, "priv1", got.groups().get(1).value());
    same(expected, "priv0", got.value());
  }

  @Test
  void conditionalDemographicDisparity() {
    JsonObject oracle = oracle("aif360.conditional_demographic_disparity");
    int[] labels = Oracle.as(oracle.getAsJsonObject("inputs").get("label"), int[].class);
    EvaluationSet set =
        rows(labels, labels).weights(weights(oracle)).groups("g", strings(oracle, "group")).build();
    MetricResult got = new DemographicDisparity().evaluate(set, Settings.EMPTY);
    assertEquals(
        oracle.get("expected").getAsDouble(),
        part(got, "g demographic disparity (mean over groups)"),
        1e-12);
    assertEquals(0.25, got.value(), 1e-12);
  }

  /** Another toolkit reads a count of the privileged from the unprivileged. */
  @Test
  void averageOddsAndPredictiveValuesFromCounts() {
    JsonObject oracle = oracle("aod_apvd.from_group_confusions");
    Counts counts = new Counts();
    for (String group : List.of("unprivileged", "privileged")) {
      JsonObject c = oracle.getAsJsonObject("inputs").getAsJsonObject(group);
      counts.add(group, 1, 1, c.get("TP").getAsInt()).add(group, 1, 0, c.get("FN").getAsInt());
      counts.add(group, 0, 1, c.get("FP").getAsInt()).add(group, 0, 0, c.get("TN").getAsInt());
    }
    Settings settings = Settings.of("test", Map.of("privileged", List.of("g=privileged")));
    double odds =
        part(new AverageOddsDifference().evaluate(counts.set(), settings), "g average odds" + SIGN);
    double values =
        part(
            new AveragePredictiveValueDifference().evaluate(counts.set(), settings),
            "g average predictive value" + SIGN);
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertEquals(expected.get("average_odds_difference").getAsDouble(), odds, 1e-9);
    assertEquals(expected.get("average_predictive_value_difference").getAsDouble(), values, 1e-9);
    JsonObject wrong = expected.getAsJsonObject("wrong_values_given_by_trustyai_dataframe_variant");
    assertNotEquals(wrong.get("aod").getAsDouble(), odds, 1e-2);
    assertNotEquals(wrong.get("apvd").getAsDouble(), values, 1e-2);
  }

  private static JsonObject oracle(String name) {
    return Oracle.named(FairnessConformanceTest.class, name);
  }

  private static void same(JsonObject expected, String key, double got) {
    assertEquals(expected.get(key).getAsDouble(), got, 1e-12, key);
  }

  private static double part(MetricResult result, String name) {
    return Oracle.part(result, name);
  }

  private static List<String> strings(JsonObject oracle, String input) {
    List<String> values = new ArrayList<>();
    for (JsonElement each : oracle.getAsJsonObject("inputs").getAsJsonArray(input)) {
      values.add(each.getAsString());
    }
    return values;
  }

  private static double[] weights(JsonObject oracle) {
    return Oracle.as(oracle.getAsJsonObject("inputs").get("sample_weight"), double[].class);
  }

  private static List<String> texts(double[][] rows, IntFunction<Double> value) {
    return IntStream.range(0, rows.length)
        .mapToObj(row -> String.valueOf(value.apply(row)))
        .toList();
  }

  private static EvaluationSet.Builder binary(JsonObject oracle, String groups) {
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    return rows(
            Oracle.as(inputs.get("y_true"), int[].class),
            Oracle.as(inputs.get("y_pred"), int[].class))
        .groups("g", strings(oracle, groups));
  }

  private static EvaluationSet.Builder rows(int[] labels, int[] predictions) {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(labels)
        .predictions(predictions);
  }
}
