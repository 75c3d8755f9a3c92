package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every gate keeps to, whatever it decides on. Extend it, name the gate and its evidence. */
public abstract class GateContract {
  /** Returns a new instance of the gate. */
  protected abstract Gate gate();

  /** Returns evidence that the gate lets pass, with nothing in it that the gate does not need. */
  protected abstract GateEvidence passing();

  /** Returns evidence that the gate does not let pass: its status is FAIL or WARN. */
  protected abstract GateEvidence failing();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  private GateResult decide(GateEvidence evidence) {
    GateResult result = gate().evaluate(evidence.with(settings()));
    assertNotNull(result, "evaluate returned null");
    assertNotNull(result.status(), "no status");
    assertFalse(result.reason() == null || result.reason().isBlank(), "no reason");
    return result;
  }

  /** Good evidence passes and bad evidence does not. */
  @Test
  void theGateDecides() {
    assertEquals(GateStatus.PASS, decide(passing()).status(), () -> decide(passing()).reason());
    GateResult failed = decide(failing());
    boolean told = failed.status() == GateStatus.FAIL || failed.status() == GateStatus.WARN;
    assertTrue(told, failed::toString);
  }

  /** Without evidence there is an ERROR that blocks, never a PASS and never an exception. */
  @Test
  void missingEvidenceIsAnError() {
    assertEquals(GateStatus.ERROR, decide(GateEvidence.none()).status());
    assertTrue(decide(GateEvidence.none()).blocks());
  }

  /** The same holds when any single piece that the decision rests on is missing. */
  @Test
  void everyMissingPieceIsAnError() {
    GateEvidence whole = passing();
    for (String id : whole.tuned().keySet()) {
      Map<String, MetricResult> before = without(whole.baseline(), id);
      Map<String, MetricResult> after = without(whole.tuned(), id);
      error(
          "metric " + id,
          new GateEvidence(whole.settings(), before, after, whole.errors(), whole.spent()));
    }
    for (String id : whole.errors().keySet()) {
      Map<String, Double> errors = without(whole.errors(), id);
      error(
          "explainer " + id,
          new GateEvidence(
              whole.settings(), whole.baseline(), whole.tuned(), errors, whole.spent()));
    }
  }

  /** A figure that is not defined is no evidence either. */
  @Test
  void aFigureThatIsNotDefinedIsAnError() {
    GateEvidence whole = passing();
    for (String id : whole.tuned().keySet()) {
      MetricResult none = MetricResult.undefined(Direction.NEUTRAL, "no rows");
      error("metric " + id, whole.metric(id, none, none));
    }
    for (String id : whole.errors().keySet()) {
      error("explainer " + id, whole.explained(id, Double.NaN));
    }
  }

  private void error(String missing, GateEvidence evidence) {
    GateResult result = decide(evidence);
    assertEquals(GateStatus.ERROR, result.status(), "without " + missing + ": " + result);
  }

  /** The same evidence gets the same decision for the same reason. */
  @Test
  void theDecisionIsDeterministic() {
    assertEquals(decide(passing()), decide(passing()));
    assertEquals(decide(failing()), decide(failing()));
  }

  private static <V> Map<String, V> without(Map<String, V> map, String key) {
    Map<String, V> less = new LinkedHashMap<>(map);
    less.remove(key);
    return less;
  }
}
