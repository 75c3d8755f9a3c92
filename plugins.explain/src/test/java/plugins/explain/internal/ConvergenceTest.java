package plugins.explain.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.Settings;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
  private record Evidence(Settings settings, Double error) implements GateContext {
    @Override
    public Map<String, MetricResult> baseline() {
      return Map.of();
    }

    @Override
    public Map<String, MetricResult> tuned() {
      return Map.of();
    }

    @Override
    public Optional<Double> explanationError(String explainer) {
      return explainer.equals("explain.integrated-gradients")
          ? Optional.ofNullable(error)
          : Optional.empty();
    }
  }

  private static GateStatus decide(Double error, Map<String, ?> settings) {
    Settings given = Settings.of("explain.convergence", settings);
    return new Convergence().evaluate(new Evidence(given, error)).status();
  }

  @Test
  void theGreatestErrorMustNotExceedTheBound() {
    assertEquals(GateStatus.PASS, decide(0.05, Map.of()));
    assertEquals(GateStatus.FAIL, decide(0.0501, Map.of()));
    assertEquals(GateStatus.PASS, decide(0.2, Map.of("most", 0.2)));
  }

  @Test
  void missingEvidenceIsAnError() {
    assertEquals(GateStatus.ERROR, decide(null, Map.of()));
    assertEquals(GateStatus.ERROR, decide(Double.NaN, Map.of()));
    assertEquals(GateStatus.ERROR, decide(0.01, Map.of("explainer", "acme.other")));
  }
}
