package governance.runtime.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import governance.api.Kind;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.support.Specs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static MetricOutcome metric(
      String id, Direction direction, double reference, double tuned, double low, double high) {
    MetricResult after = MetricResult.of(tuned, direction, 10);
    MetricResult without = MetricResult.of(reference, direction, 10);
    Interval cost = new Interval(low, high, 0.95, "test");
    return new MetricOutcome(
        Specs.info(Kind.METRIC, id), after, after, null, without, cost, null, List.of(), null);
  }

  private static MetricOutcome parity(double reference, double tuned, double low, double high) {
    String id = "fairness.demographic-parity-difference";
    return metric(id, Direction.LOWER_IS_BETTER, reference, tuned, low, high);
  }

  private static MetricOutcome accuracy(double reference, double tuned, double low, double high) {
    return metric("quality.accuracy", Direction.HIGHER_IS_BETTER, reference, tuned, low, high);
  }

  private static String sentence(MetricOutcome... metrics) {
    return new Comparison(List.of(metrics), Map.of()).sentence();
  }

  @Test
  void tellsGainAndCost() {
    assertEquals(
        "Against the same training without penalties, the demographic parity difference was lowered from 0.180 to"
            + " 0.050, at a cost of 2.1 points of accuracy.",
        sentence(accuracy(0.8, 0.779, -0.03, -0.01), parity(0.18, 0.05, -0.2, -0.05)));
  }

  @Test
  void scoresThatRankWorseAreTold() {
    MetricOutcome auc = metric("quality.auc", Direction.HIGHER_IS_BETTER, 0.75, 0.7, -0.08, -0.02);
    assertEquals(
        "Against the same training without penalties, the run came at no cost in accuracy and at a cost of 5.0 points of"
            + " AUC.",
        sentence(accuracy(0.8, 0.8, 0, 0), auc));
  }

  @Test
  void saysWhenChanceWouldExplainIt() {
    assertEquals(
        "Against the same training without penalties, the demographic parity difference is 0.150 instead of 0.180, too"
            + " small a step to be told from chance, at a cost of 0.5 points of accuracy, not clearly different from"
            + " none (change -2.0 to 1.0).",
        sentence(accuracy(0.8, 0.795, -0.02, 0.01), parity(0.18, 0.15, -0.1, 0.05)));
  }

  @Test
  void saysWhatGotWorse() {
    assertEquals(
        "Against the same training without penalties, the demographic parity difference was raised from 0.100 to"
            + " 0.200, which is worse, with a gain of 2.0 points of accuracy.",
        sentence(accuracy(0.8, 0.82, 0.01, 0.03), parity(0.1, 0.2, 0.05, 0.2)));
  }

  @Test
  void tellsOfTheOtherWhenOneIsMissing() {
    assertEquals(
        "Against the same training without penalties, the run came at no cost in accuracy.",
        sentence(accuracy(0.8, 0.8, 0, 0)));
    assertEquals(
        "Against the same training without penalties, the demographic parity difference was lowered from 0.180 to"
            + " 0.050.",
        sentence(parity(0.18, 0.05, -0.2, -0.05)));
  }

  @Test
  void withoutAReferenceNothingIsSaid() {
    MetricResult result = MetricResult.of(1, Direction.HIGHER_IS_BETTER, 10);
    MetricOutcome none =
        MetricOutcome.of(Specs.info(Kind.METRIC, "quality.accuracy"), result, result, null);
    assertEquals("", sentence(none));
    assertFalse(new Comparison(List.of(none), Map.of()).made());
  }

  @Test
  void tellsOfTheUsualMetricsAndOfAllThatClearlyMoved() {
    MetricOutcome still = metric("x.still", Direction.HIGHER_IS_BETTER, 1, 1.1, -1, 1);
    MetricOutcome moved = metric("x.moved", Direction.HIGHER_IS_BETTER, 1, 2, 0.5, 1.5);
    List<String> told =
        new Comparison(List.of(accuracy(0.8, 0.8, 0, 0), still, moved), Map.of())
            .told().stream().map(m -> m.info().id()).toList();
    assertEquals(List.of("quality.accuracy", "x.moved"), told);
  }
}
