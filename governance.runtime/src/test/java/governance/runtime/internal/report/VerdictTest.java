package governance.runtime.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.runtime.internal.gate.GateOutcome;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.GateSpec.Of;
import governance.runtime.internal.spec.GateSpec.Severity;
import governance.runtime.internal.spec.GateSpec.Source;
import governance.runtime.internal.spec.GateSpec.Threshold;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static GateOutcome gate(
      String id, GateStatus status, double min, double max, double value) {
    String metric = "fairness.demographic-parity-ratio";
    Threshold threshold = new Threshold(metric, min, max, Of.TUNED, Severity.FAIL, Source.NONE);
    return new GateOutcome(
        new GateSpec(id, threshold, Map.of()), new GateResult(status, "No figure."), value);
  }

  @Test
  void namesFigureAndLimitOfEachGateThatBlocksOrWarns() {
    GateOutcome low = gate("four-fifths", GateStatus.FAIL, 0.8, Double.NaN, 0.6237);
    GateOutcome high = gate("upper", GateStatus.WARN, 0.1, 1.25, 1.3);
    GateOutcome missing = gate("other", GateStatus.ERROR, 0.8, Double.NaN, Double.NaN);
    assertEquals(
        "The model may not be released, because of four-fifths (Demographic parity ratio 0.624, allowed at least 0.8),"
            + " other (No figure), with warnings of upper (Demographic parity ratio 1.3, allowed at most 1.25).",
        Verdict.sentence(List.of(low, high, missing)));
    assertEquals(
        "The model may be released: every gate allows it, with warnings of upper (Demographic parity ratio 1.3, allowed"
            + " at most 1.25).",
        Verdict.sentence(List.of(high)));
  }

  @Test
  void aComparisonFollowsTheDecision() {
    GateOutcome pass = gate("four-fifths", GateStatus.PASS, 0.8, Double.NaN, 0.9);
    assertEquals(
        "The model may be released: every gate allows it. Accuracy fell.",
        Verdict.tree(List.of(pass), "Accuracy fell.").get("sentence"));
  }
}
