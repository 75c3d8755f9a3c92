package governance.runtime.internal.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.GateSpec.Of;
import governance.runtime.internal.spec.GateSpec.Severity;
import governance.runtime.internal.spec.GateSpec.Source;
import governance.runtime.internal.spec.GateSpec.Threshold;
import governance.runtime.internal.support.Specs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final double NONE = Double.NaN;

  private static MetricOutcome metric(double baseline, double tuned) {
    MetricResult before = MetricResult.of(baseline, Direction.HIGHER_IS_BETTER, 10);
    MetricResult after =
        MetricResult.of(tuned, Direction.HIGHER_IS_BETTER, 10)
            .withInterval(new Interval(tuned - 0.1, tuned + 0.1, 0.95, "test"));
    return MetricOutcome.of(Specs.info(Kind.METRIC, "m.ratio"), before, after, null);
  }

  private static GateOutcome decide(
      MetricOutcome metric, double min, double max, Of of, Severity severity) {
    GateSpec gate =
        new GateSpec("g", new Threshold("m.ratio", min, max, of, severity, Source.NONE), Map.of());
    return new Gates(List.of(metric), Map.of(), Map.of()).decide(List.of(gate), null).get(0);
  }

  private static GateStatus status(double min, double max, Of of, Severity severity) {
    return decide(metric(0.5, 0.7), min, max, of, severity).result().status();
  }

  @Test
  void boundsAreInclusive() {
    assertEquals(GateStatus.PASS, status(0.7, NONE, Of.TUNED, Severity.FAIL));
    assertEquals(GateStatus.PASS, status(NONE, 0.7, Of.TUNED, Severity.FAIL));
    assertEquals(GateStatus.FAIL, status(0.71, NONE, Of.TUNED, Severity.FAIL));
    assertEquals(GateStatus.FAIL, status(NONE, 0.69, Of.TUNED, Severity.FAIL));
  }

  @Test
  void judgesTheFigureThatIsAskedFor() {
    assertEquals(GateStatus.FAIL, status(0.6, NONE, Of.BASELINE, Severity.FAIL));
    assertEquals(GateStatus.PASS, status(0.19, 0.21, Of.CHANGE, Severity.FAIL));
    assertEquals(GateStatus.WARN, status(0.9, NONE, Of.TUNED, Severity.WARN));
  }

  @Test
  void theReasonTellsFigureIntervalAndBound() {
    assertEquals(
        "m.ratio of the tuned model is 0.7000 (95 % interval 0.6000 to 0.8000), below the least allowed 0.8000.",
        decide(metric(0.5, 0.7), 0.8, NONE, Of.TUNED, Severity.FAIL).result().reason());
    assertEquals(
        "m.ratio of the tuned model is 0.7000 (95 % interval 0.6000 to 0.8000), within the limit of at least 0.6000.",
        decide(metric(0.5, 0.7), 0.6, NONE, Of.TUNED, Severity.FAIL).result().reason());
  }

  @Test
  void missingEvidenceIsAnErrorWhateverTheSeverity() {
    MetricOutcome undefined =
        MetricOutcome.of(
            Specs.info(Kind.METRIC, "m.ratio"),
            MetricResult.undefined(Direction.NEUTRAL, "one class"),
            MetricResult.undefined(Direction.NEUTRAL, "one class"),
            null);
    MetricOutcome failed = MetricOutcome.failed(undefined.info(), "contribution failed: x");
    MetricOutcome other = MetricOutcome.failed(Specs.info(Kind.METRIC, "m.other"), "x");
    for (MetricOutcome metric : List.of(undefined, failed, other)) {
      GateOutcome outcome = decide(metric, 0.8, NONE, Of.TUNED, Severity.WARN);
      assertEquals(GateStatus.ERROR, outcome.result().status());
      assertEquals(GateStatus.FAIL, GateOutcome.verdict(List.of(outcome)));
    }
  }

  @Test
  void aContributedGateSeesTheEvidence() {
    Gate gate =
        evidence ->
            new GateResult(
                GateStatus.PASS,
                evidence.tuned().get("m.ratio").value()
                    + " "
                    + evidence.baseline().get("m.ratio").value()
                    + " "
                    + evidence.explanationError("e").orElse(-1.0)
                    + " "
                    + evidence.explanationError("f").isPresent());
    assertEquals("0.7 0.5 0.25 false", contributed(gate).reason());
  }

  @Test
  void aContributedGateThatFailsIsAnError() {
    GateResult thrown =
        contributed(
            e -> {
              throw new IllegalArgumentException("x");
            });
    assertEquals(GateStatus.ERROR, thrown.status());
    assertTrue(
        thrown.reason().startsWith("contribution failed: g.own (bundle test.bundle 1.2.3)"),
        thrown.reason());
    assertEquals(GateStatus.ERROR, contributed(e -> null).status());
    assertEquals(GateStatus.ERROR, contributed(e -> new GateResult(null, "")).status());
  }

  private static GateResult contributed(Gate gate) {
    return new Gates(List.of(metric(0.5, 0.7)), Map.of("e", 0.25), Map.of())
        .decide(
            List.of(new GateSpec("g.own", null, Map.of())),
            g -> new Gates.GateUse(Specs.info(Kind.GATE, g.id()), gate, Settings.EMPTY))
        .get(0)
        .result();
  }
}
