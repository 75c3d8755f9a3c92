package plugins.fairness.internal.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.testkit.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plugins.fairness.internal.metric.individual.ConsistencyScore;
import plugins.fairness.internal.metric.individual.GeneralizedEntropy;
import plugins.fairness.internal.metric.individual.TheilIndex;
import plugins.fairness.internal.metric.score.IdentityAuc;
import plugins.fairness.internal.metric.score.KolmogorovSmirnovDistance;
import plugins.fairness.internal.metric.score.ScoreMeanDifference;
import plugins.fairness.internal.metric.score.WassersteinDistance;

/** Weighted rows with scores, groups and a control feature, as Fairlearn and others see them. */
class FairnessPeersTest {
  private static final Map<String, Metric> METRICS =
      Map.ofEntries(
          Map.entry("fairness.demographic-parity-difference", new DemographicParityDifference()),
          Map.entry("fairness.demographic-parity-ratio", new DemographicParityRatio()),
          Map.entry("fairness.equal-opportunity-difference", new EqualOpportunityDifference()),
          Map.entry("fairness.equal-opportunity-ratio", new EqualOpportunityRatio()),
          Map.entry("fairness.false-positive-rate-difference", new FalsePositiveRateDifference()),
          Map.entry("fairness.false-positive-rate-ratio", new FalsePositiveRateRatio()),
          Map.entry("fairness.false-negative-rate-difference", new FalseNegativeRateDifference()),
          Map.entry("fairness.false-negative-rate-ratio", new FalseNegativeRateRatio()),
          Map.entry("fairness.true-negative-rate-difference", new TrueNegativeRateDifference()),
          Map.entry("fairness.true-negative-rate-ratio", new TrueNegativeRateRatio()),
          Map.entry("fairness.predictive-parity-difference", new PredictiveParityDifference()),
          Map.entry("fairness.predictive-parity-ratio", new PredictiveParityRatio()),
          Map.entry(
              "fairness.negative-predictive-value-difference",
              new NegativePredictiveValueDifference()),
          Map.entry("fairness.negative-predictive-value-ratio", new NegativePredictiveValueRatio()),
          Map.entry("fairness.false-discovery-rate-difference", new FalseDiscoveryRateDifference()),
          Map.entry("fairness.false-discovery-rate-ratio", new FalseDiscoveryRateRatio()),
          Map.entry("fairness.false-omission-rate-difference", new FalseOmissionRateDifference()),
          Map.entry("fairness.false-omission-rate-ratio", new FalseOmissionRateRatio()),
          Map.entry("fairness.accuracy-difference", new AccuracyDifference()),
          Map.entry("fairness.accuracy-ratio", new AccuracyRatio()),
          Map.entry("fairness.balanced-accuracy-difference", new BalancedAccuracyDifference()),
          Map.entry("fairness.balanced-accuracy-ratio", new BalancedAccuracyRatio()),
          Map.entry("fairness.error-rate-difference", new ErrorRateDifference()),
          Map.entry("fairness.error-rate-ratio", new ErrorRateRatio()),
          Map.entry("fairness.equalized-odds-difference", new EqualizedOddsDifference()),
          Map.entry("fairness.equalized-odds-ratio", new EqualizedOddsRatio()),
          Map.entry(
              "fairness.average-absolute-odds-difference", new AverageAbsoluteOddsDifference()),
          Map.entry("fairness.average-odds-ratio", new AverageOddsRatio()));

  @Test
  void ratesAgreeWithFairlearnBetweenGroupsToOverallAndByControl() {
    for (JsonElement each : Oracle.peers(FairnessPeersTest.class, "rows")) {
      JsonObject peer = each.getAsJsonObject();
      EvaluationSet set = set(peer);
      JsonObject expected = peer.getAsJsonObject("expected");
      assertEquals(METRICS.keySet(), expected.keySet());
      METRICS.forEach(
          (id, metric) -> {
            JsonObject figures = expected.getAsJsonObject(id);
            Settings overall = settings(Map.of("reference", "overall"));
            MetricResult got = metric.evaluate(set, Settings.EMPTY);
            assertEquals(figures.get("between").getAsDouble(), got.value(), 1e-12, id);
            double to = metric.evaluate(set, overall).value();
            assertEquals(figures.get("overall").getAsDouble(), to, 1e-12, id);
            if (figures.has("by control")) {
              MetricResult within =
                  metric.evaluate(set, settings(Map.of("given", List.of("control"))));
              for (int c = 0; c < 3; c++) {
                String end =
                    (id.endsWith("ratio") ? " ratio (min / max)" : " difference (max - min)")
                        + " | control="
                        + c;
                double part =
                    within.parts().stream()
                        .filter(p -> p.name().endsWith(end))
                        .findFirst()
                        .orElseThrow()
                        .value();
                double wanted = figures.getAsJsonArray("by control").get(c).getAsDouble();
                assertEquals(wanted, part, 1e-12, id + end);
              }
            }
          });
    }
  }

  @Test
  void signedFiguresAgreeWithAif360() {
    Settings privileged = settings(Map.of("privileged", List.of("g=0")));
    String sign = " difference (unprivileged - privileged)";
    for (JsonElement each : Oracle.peers(FairnessPeersTest.class, "rows")) {
      EvaluationSet set = set(each.getAsJsonObject());
      JsonObject aif360 = each.getAsJsonObject().getAsJsonObject("aif360");
      Map<String, Metric> metrics =
          Map.of(
              "selection rate", new DemographicParityDifference(),
              "true positive rate", new EqualOpportunityDifference(),
              "average odds", new AverageOddsDifference(),
              "average absolute odds", new AverageAbsoluteOddsDifference(),
              "average predictive value", new AveragePredictiveValueDifference());
      metrics.forEach(
          (name, metric) ->
              assertEquals(
                  aif360.get(name).getAsDouble(),
                  Oracle.part(metric.evaluate(set, privileged), "g " + name + sign),
                  1e-12,
                  name));
      double impact =
          Oracle.part(
              new DemographicParityRatio().evaluate(set, privileged),
              "g disparate impact (unprivileged / privileged)");
      assertEquals(aif360.get("disparate impact").getAsDouble(), impact, 1e-12);
      EvaluationSet plain = set.withWeights(null);
      double entropy = new GeneralizedEntropy().evaluate(plain, Settings.EMPTY).value();
      assertEquals(aif360.get("generalized entropy").getAsDouble(), entropy, 1e-12);
      double theil = new TheilIndex().evaluate(plain, Settings.EMPTY).value();
      assertEquals(aif360.get("theil").getAsDouble(), theil, 1e-12);
    }
  }

  @Test
  void scoresAgreeWithScikitLearnAndScipy() {
    for (JsonElement each : Oracle.peers(FairnessPeersTest.class, "rows")) {
      JsonObject peer = each.getAsJsonObject();
      EvaluationSet set = set(peer);
      MetricResult areas = new IdentityAuc().evaluate(set, Settings.EMPTY);
      JsonObject expected = peer.getAsJsonObject("areas");
      assertEquals(expected.get("value").getAsDouble(), areas.value(), 1e-12);
      assertEquals(expected.get("overall").getAsDouble(), Oracle.part(areas, "overall AUC"), 1e-12);
      for (String group : expected.getAsJsonObject("groups").keySet()) {
        JsonObject of = expected.getAsJsonObject("groups").getAsJsonObject(group);
        for (String name : of.keySet()) {
          double got = Oracle.part(areas, "g=" + group + " " + name);
          assertEquals(of.get(name).getAsDouble(), got, 1e-12, group + name);
        }
      }
      same(peer, "wasserstein", new WassersteinDistance().evaluate(set, Settings.EMPTY));
      same(peer, "mean score", new ScoreMeanDifference().evaluate(set, Settings.EMPTY));
      if (peer.has("kolmogorov")) {
        same(peer, "kolmogorov", new KolmogorovSmirnovDistance().evaluate(set, Settings.EMPTY));
      }
    }
  }

  private static void same(JsonObject peer, String key, MetricResult got) {
    double[] wanted = Oracle.as(peer.get(key), double[].class);
    double[] values = got.groups().stream().mapToDouble(g -> g.value()).toArray();
    for (int group = 0; group < wanted.length; group++) {
      assertEquals(wanted[group], values[group], 1e-12, key + " of " + group);
    }
  }

  /**
   * Rows that tie with the k-th are averaged, which scikit-learn does not; the second case has
   * none.
   */
  @Test
  void neighboursAgreeWithBruteForce() {
    for (JsonElement each : Oracle.peers(FairnessPeersTest.class, "neighbours")) {
      JsonObject peer = each.getAsJsonObject();
      double[][] content = Oracle.as(peer.get("content"), double[][].class);
      int[] predictions = Oracle.as(peer.get("predictions"), int[].class);
      EvaluationSet.Builder rows =
          EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
              .labels(predictions)
              .predictions(predictions);
      List<String> names = IntStream.range(0, content[0].length).mapToObj(c -> "c" + c).toList();
      for (int c = 0; c < names.size(); c++) {
        int column = c;
        rows.column(
            names.get(c), Arrays.stream(content).map(r -> String.valueOf(r[column])).toList());
      }
      Settings settings =
          settings(
              Map.of(
                  "content",
                  names,
                  "neighbours",
                  peer.get("neighbours").getAsInt(),
                  "scale",
                  "none"));
      double got = new ConsistencyScore().evaluate(rows.build(), settings).value();
      assertEquals(peer.get("value").getAsDouble(), got, 1e-12);
      if (peer.has("aif360")) {
        assertEquals(peer.get("aif360").getAsDouble(), got, 1e-12);
      }
    }
    assertTrue(Oracle.peers(FairnessPeersTest.class, "neighbours").size() > 1);
  }

  private static Settings settings(Map<String, Object> values) {
    return Settings.of("test", values);
  }

  private static EvaluationSet set(JsonObject peer) {
    double[] scores = Oracle.as(peer.get("scores"), double[].class);
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(Oracle.as(peer.get("labels"), int[].class))
        .predictions(Oracle.as(peer.get("predictions"), int[].class))
        .scores(new double[][] {Arrays.stream(scores).map(s -> 1 - s).toArray(), scores})
        .weights(Oracle.as(peer.get("weights"), double[].class))
        .groups("g", texts(peer, "groups"))
        .column("control", texts(peer, "control"))
        .build();
  }

  private static List<String> texts(JsonObject peer, String name) {
    return Stream.of(Oracle.as(peer.get(name), String[].class)).toList();
  }
}
