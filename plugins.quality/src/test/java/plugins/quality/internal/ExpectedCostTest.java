package plugins.quality.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedCostTest {
  private static EvaluationSet.Builder rows() {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("good", "bad"))
        .labels(new int[] {0, 0, 0, 1, 1, 1, 1, 0})
        .predictions(new int[] {0, 1, 1, 0, 1, 1, 1, 0});
  }

  /** The cost matrix of Statlog's German credit: a bad risk accepted 5, a good one refused 1. */
  @Test
  void countsMistakesByWhatTheyCost() {
    MetricResult result = evaluate(rows().build(), "bad=5");
    assertEquals((2 * 1 + 1 * 5) / 8.0, result.value(), 1e-15);
    assertEquals(Direction.LOWER_IS_BETTER, result.direction());
    assertEquals(8, result.n());
    assertEquals((2 * 0.5 + 1 * 2) / 8.0, evaluate(rows().build(), "good=0.5", "bad=2").value());
  }

  @Test
  void isTheErrorRateWithoutCostsAndHonoursWeights() {
    assertEquals(3 / 8.0, evaluate(rows().build()).value(), 1e-15);
    EvaluationSet weighed = rows().weights(new double[] {1, 0, 2, 3, 1, 1, 0, 0}).build();
    assertEquals((2 * 1 + 3 * 5) / 8.0, evaluate(weighed, "bad=5").value(), 1e-15);
  }

  @Test
  void refusesCostsItCannotUse() {
    for (String bad : List.of("bad", "bad=-1", "bad=x", "ugly=2", "bad=NaN", "=1")) {
      GovernanceException e =
          assertThrows(GovernanceException.class, () -> evaluate(rows().build(), bad));
      assertTrue(e.getMessage().contains('"' + bad + '"'), e.getMessage());
      assertTrue(e.getMessage().contains("[good, bad]"), e.getMessage());
    }
  }

  private static MetricResult evaluate(EvaluationSet set, String... costs) {
    Settings settings = Settings.of("test", Map.of("costs", List.of(costs)));
    return new ExpectedCost().evaluate(set, settings);
  }
}
