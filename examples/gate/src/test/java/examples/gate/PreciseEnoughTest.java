package examples.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.testkit.GateContract;
import governance.testkit.GateEvidence;
import org.junit.jupiter.api.Test;

class PreciseEnoughTest extends GateContract {
  private static final String ACCURACY = "quality.accuracy";
  private static final MetricResult FIGURE = MetricResult.of(0.8, Direction.HIGHER_IS_BETTER, 100);

  @Override
  protected Gate gate() {
    return new PreciseEnough();
  }

  @Override
  protected GateEvidence passing() {
    return between(0.76, 0.85);
  }

  @Override
  protected GateEvidence failing() {
    return between(0.7, 0.9);
  }

  private static GateEvidence between(double low, double high) {
    MetricResult known = FIGURE.withInterval(new Interval(low, high, 0.95, "test"));
    return GateEvidence.none().metric(ACCURACY, FIGURE, known);
  }

  @Test
  void theReasonTellsTheWidth() {
    GateResult wide = gate().evaluate(failing());
    assertEquals(GateStatus.FAIL, wide.status());
    assertTrue(wide.reason().contains("95 % interval of quality.accuracy is 0.2"), wide.reason());
  }

  @Test
  void aFigureWithoutIntervalIsMissingEvidence() {
    GateResult none = gate().evaluate(GateEvidence.none().metric(ACCURACY, FIGURE, FIGURE));
    assertEquals(GateStatus.ERROR, none.status());
  }
}
