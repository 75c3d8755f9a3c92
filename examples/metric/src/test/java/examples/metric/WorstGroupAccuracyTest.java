package examples.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.testkit.MetricContract;
import governance.testkit.Oracle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorstGroupAccuracyTest extends MetricContract {
  @Override
  protected Metric metric() {
    return new WorstGroupAccuracy();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("minimumGroup", 2);
  }

  /** The least of several figures is biased, so a percentile interval covers too seldom. */
  @Override
  protected boolean covers() {
    return false;
  }

  /** Old women get nothing right, the other groups everything; the last row has no age. */
  private static EvaluationSet set() {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .labels(new int[] {1, 1, 1, 1, 1, 1})
        .predictions(new int[] {0, 1, 1, 1, 1, 0})
        .groups("sex", List.of("f", "f", "f", "m", "m", "m"))
        .groups("age", Arrays.asList("old", "young", "young", "old", "old", null))
        .build();
  }

  private static MetricResult result(int minimum) {
    Settings settings = Settings.of("test", Map.of("minimumGroup", minimum));
    return new WorstGroupAccuracy().evaluate(set(), settings);
  }

  @Test
  void theWorstIntersectionCounts() {
    MetricResult all = result(1);
    assertEquals(0, all.value());
    assertEquals(5, all.n());
    assertEquals(1, Oracle.part(all, "m, old"));
    assertEquals(1, result(2).value());
    assertEquals(4, result(2).n());
    assertFalse(result(3).defined());
  }
}
