package examples.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreciseEnoughTest {
  private static final MetricResult FIGURE = MetricResult.of(0.8, Direction.HIGHER_IS_BETTER, 100);

  private record Evidence(Map<String, MetricResult> tuned) implements GateContext {
    @Override
    public Settings settings() {
      return Settings.of("test", Map.of("width", 0.1));
    }

    @Override
    public Map<String, MetricResult> baseline() {
      return Map.of();
    }

    @Override
    public Optional<Double> explanationError(String explainerId) {
      return Optional.empty();
    }
  }

  private static GateResult decide(Map<String, MetricResult> tuned) {
    return new PreciseEnough().evaluate(new Evidence(tuned));
  }

  private static GateResult decide(double low, double high) {
    Interval interval = new Interval(low, high, 0.95, "test");
    return decide(Map.of("quality.accuracy", FIGURE.withInterval(interval)));
  }

  @Test
  void theWidthDecides() {
    assertEquals(GateStatus.PASS, decide(0.75, 0.84).status());
    GateResult wide = decide(0.7, 0.9);
    assertEquals(GateStatus.FAIL, wide.status());
    assertTrue(wide.reason().contains("0.200 wide"), wide.reason());
  }

  @Test
  void missingEvidenceIsAnError() {
    MetricResult undefined = MetricResult.undefined(Direction.HIGHER_IS_BETTER, "no rows");
    assertEquals(GateStatus.ERROR, decide(Map.of()).status());
    assertEquals(GateStatus.ERROR, decide(Map.of("quality.accuracy", FIGURE)).status());
    assertEquals(GateStatus.ERROR, decide(Map.of("quality.accuracy", undefined)).status());
  }
}
