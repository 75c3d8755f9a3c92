package governance.runtime.internal.gate;

import governance.api.Settings;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.spec.GateSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Decides all gates of a run; every one is decided, whatever the others say. */
public final class Gates {
  private final List<MetricOutcome> metrics;
  private final Map<String, Double> explanationErrors;
  private final Map<String, Double> spent;

  /**
   * Begins with the evidence.
   *
   * @param metrics what metrics found
   * @param explanationErrors the stated error of each explainer that knows one
   * @param spent the budget that the gradient policy has spent, empty without one
   */
  public Gates(
      List<MetricOutcome> metrics,
      Map<String, Double> explanationErrors,
      Map<String, Double> spent) {
    this.metrics = metrics;
    this.explanationErrors = explanationErrors;
    this.spent = Collections.unmodifiableMap(new LinkedHashMap<>(spent));
  }

  /** A contributed gate that takes part in a run. */
  public record GateUse(ContributionInfo info, Gate gate, Settings settings) {}

  /** Decides the gates; {@code contributed} finds the instance for those without a threshold. */
  public List<GateOutcome> decide(List<GateSpec> gates, Function<GateSpec, GateUse> contributed) {
    List<GateOutcome> outcomes = new ArrayList<>();
    for (GateSpec gate : gates) {
      outcomes.add(
          gate.threshold() != null
              ? new ThresholdGate(gate).decide(metrics)
              : new GateOutcome(gate, contributed(contributed.apply(gate)), Double.NaN));
    }
    return outcomes;
  }

  private GateResult contributed(GateUse use) {
    try {
      GateResult result =
          Border.call(use.info(), () -> use.gate().evaluate(new Evidence(use.settings())));
      boolean whole = result.status() != null && result.reason() != null;
      return whole
          ? result
          : new GateResult(GateStatus.ERROR, "the gate gave no status or no reason.");
    } catch (ContributionFailedException e) {
      return new GateResult(GateStatus.ERROR, e.getMessage() + ".");
    }
  }

  private Map<String, MetricResult> figures(Function<MetricOutcome, MetricResult> of) {
    Map<String, MetricResult> figures = new LinkedHashMap<>();
    metrics.stream()
        .filter(m -> m.failure() == null)
        .forEach(m -> figures.put(m.info().id(), of.apply(m)));
    return Collections.unmodifiableMap(figures);
  }

  private final class Evidence implements GateContext {
    private final Settings settings;

    Evidence(Settings settings) {
      this.settings = settings;
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Map<String, MetricResult> baseline() {
      return figures(MetricOutcome::baseline);
    }

    @Override
    public Map<String, MetricResult> tuned() {
      return figures(MetricOutcome::tuned);
    }

    @Override
    public Map<String, Double> spent() {
      return spent;
    }

    @Override
    public Optional<Double> explanationError(String explainerId) {
      return Optional.ofNullable(explanationErrors.get(explainerId));
    }
  }
}
