package plugins.fairness.internal.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.testkit.Oracle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lots between thresholds are those of Fairlearn's ThresholdOptimizer. */
class ThresholdOracleTest {
  private static FittedThresholds fit(EvaluationSet set, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("randomised", true);
    all.put("smallGroup", 1);
    return (FittedThresholds) new GroupThresholds().fit(set, Settings.of("test", all));
  }

  private static EvaluationSet rows(JsonObject of, String groups) {
    int[] labels = Oracle.as(of.get("labels"), int[].class);
    double[] scores = Oracle.as(of.get("scores"), double[].class);
    String[] members = Oracle.as(of.get(groups), String[].class);
    Rows rows = new Rows();
    for (int i = 0; i < labels.length; i++) {
      rows.add(labels[i], scores[i], members[i]);
    }
    return rows.set();
  }

  /** Returns the expected share of favoured rows of a group, and of a class unless it is −1. */
  private static double rate(FittedThresholds fitted, EvaluationSet set, int group, int label) {
    int[] members = fitted.membership().of(set);
    double favoured = 0;
    double all = 0;
    for (int row = 0; row < members.length; row++) {
      if (members[row] == group && (label < 0 || set.labels()[row] == label)) {
        favoured += fitted.lots().get(group).chance(set.scores(1)[row]);
        all++;
      }
    }
    return favoured / all;
  }

  private static void published(String name, double exactPositive, double exactNegative) {
    JsonObject oracle = Oracle.named(ThresholdOracleTest.class, name);
    EvaluationSet set = rows(oracle.getAsJsonObject("inputs"), "sensitive");
    JsonObject expected = oracle.getAsJsonObject("expected");
    double parity =
        expected.getAsJsonObject("demographic_parity").get("mean_P1_every_group").getAsDouble();
    JsonObject odds = expected.getAsJsonObject("equalized_odds");
    double tolerance = oracle.get("tolerance").getAsDouble();
    FittedThresholds byRate = fit(set, Map.of("flip", true, "gridSize", 1000));
    FittedThresholds exactly = fit(set, Map.of("flip", true));
    Map<String, Object> gridOdds =
        Map.of("flip", true, "gridSize", 1000, "constraint", "EQUALIZED_ODDS");
    FittedThresholds byOdds = fit(set, gridOdds);
    FittedThresholds exactOdds = fit(set, Map.of("flip", true, "constraint", "EQUALIZED_ODDS"));
    for (int group = 0; group < byRate.membership().size(); group++) {
      assertEquals(parity, rate(byRate, set, group, -1), tolerance);
      assertEquals(parity, rate(exactly, set, group, -1), tolerance);
      assertEquals(
          odds.get("mean_P1_given_positive").getAsDouble(), rate(byOdds, set, group, 1), tolerance);
      assertEquals(
          odds.get("mean_P1_given_negative").getAsDouble(), rate(byOdds, set, group, 0), tolerance);
      assertEquals(exactPositive, rate(exactOdds, set, group, 1), 1e-9);
      assertEquals(exactNegative, rate(exactOdds, set, group, 0), 1e-9);
    }
  }

  /** The published odds are those of a grid of 1,000 steps; the optimum itself is a fraction. */
  @Test
  void publishedCases() {
    published("threshold_optimizer.example2", 8 / 9.0, 2 / 3.0);
    published("threshold_optimizer.example3", 2 / 3.0, 0.5);
  }

  @Test
  void casesOfAPeer() {
    JsonObject given = Oracle.peers(getClass(), "rows").get(0).getAsJsonObject();
    EvaluationSet set = rows(given, "groups");
    Map<String, String> constraints =
        Map.of(
            "demographic_parity", "DEMOGRAPHIC_PARITY",
            "true_positive_rate_parity", "EQUAL_OPPORTUNITY",
            "false_positive_rate_parity", "PREDICTIVE_EQUALITY",
            "equalized_odds", "EQUALIZED_ODDS");
    for (JsonElement each : Oracle.peers(getClass(), "thresholds")) {
      JsonObject peer = each.getAsJsonObject();
      Map<String, Object> settings =
          Map.of(
              "constraint", constraints.get(peer.get("constraint").getAsString()),
              "flip", peer.get("flip").getAsBoolean(),
              "gridSize", peer.get("gridSize").getAsInt());
      FittedThresholds fitted = fit(set, settings);
      List<String> names = List.of("a", "b", "c");
      for (int group = 0; group < 3; group++) {
        String what = peer.get("constraint").getAsString() + " " + names.get(group);
        check(what, peer, "selection", names.get(group), rate(fitted, set, group, -1));
        check(what, peer, "tpr", names.get(group), rate(fitted, set, group, 1));
        check(what, peer, "fpr", names.get(group), rate(fitted, set, group, 0));
      }
    }
  }

  private static void check(String what, JsonObject peer, String rate, String group, double found) {
    double expected = peer.getAsJsonObject(rate).get(group).getAsDouble();
    assertEquals(expected, found, 1e-6, what + " " + rate);
  }

  /** Without a grid the result is at least as accurate as the grid's. */
  @Test
  void theExactOptimumIsNoWorse() {
    JsonObject given = Oracle.peers(getClass(), "rows").get(0).getAsJsonObject();
    EvaluationSet set = rows(given, "groups");
    for (Constraint constraint : Constraint.values()) {
      Map<String, Object> exact = Map.of("constraint", constraint.name());
      Map<String, Object> grid = Map.of("constraint", constraint.name(), "gridSize", 1000);
      double difference = accuracy(fit(set, exact), set) - accuracy(fit(set, grid), set);
      assertEquals(true, difference >= -1e-9 && difference < 0.01, constraint + " " + difference);
    }
  }

  private static double accuracy(FittedThresholds fitted, EvaluationSet set) {
    int[] members = fitted.membership().of(set);
    double[] right = new double[members.length];
    Arrays.setAll(
        right,
        row -> {
          double chance = fitted.lots().get(members[row]).chance(set.scores(1)[row]);
          return set.labels()[row] == 1 ? chance : 1 - chance;
        });
    return Arrays.stream(right).average().orElseThrow();
  }
}
