package governance.testkit;

import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.MetricResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Evidence for a gate under test.
 *
 * @param settings the gate's settings
 * @param baseline figures of the untuned model by metric id
 * @param tuned figures of the tuned model by metric id
 * @param errors stated errors by explainer id
 * @param spent budget that the gradient policy has spent, by name
 */
public record GateEvidence(
    Settings settings,
    Map<String, MetricResult> baseline,
    Map<String, MetricResult> tuned,
    Map<String, Double> errors,
    Map<String, Double> spent)
    implements GateContext {

  /** Evidence of a run without a gradient policy. */
  public GateEvidence(
      Settings settings,
      Map<String, MetricResult> baseline,
      Map<String, MetricResult> tuned,
      Map<String, Double> errors) {
    this(settings, baseline, tuned, errors, Map.of());
  }

  /** Returns no evidence at all. */
  public static GateEvidence none() {
    return new GateEvidence(Settings.EMPTY, Map.of(), Map.of(), Map.of());
  }

  /** Returns the same for a gate with other settings. */
  public GateEvidence with(Map<String, ?> values) {
    return new GateEvidence(
        Settings.of("the gate under test", values), baseline, tuned, errors, spent);
  }

  /** Returns the same with the figure of both models. */
  public GateEvidence metric(String id, double before, double after) {
    return metric(id, result(before), result(after));
  }

  /** Returns the same with what a metric found of both models. */
  public GateEvidence metric(String id, MetricResult before, MetricResult after) {
    return new GateEvidence(
        settings, put(baseline, id, before), put(tuned, id, after), errors, spent);
  }

  /** Returns the same with the stated error of an explainer. */
  public GateEvidence explained(String id, double error) {
    return new GateEvidence(settings, baseline, tuned, put(errors, id, error), spent);
  }

  /** Returns the same with a budget. */
  public GateEvidence spending(Map<String, Double> budget) {
    return new GateEvidence(settings, baseline, tuned, errors, budget);
  }

  private static MetricResult result(double value) {
    return MetricResult.of(value, Direction.HIGHER_IS_BETTER, 100);
  }

  private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  @Override
  public Optional<Double> explanationError(String explainerId) {
    return Optional.ofNullable(errors.get(explainerId));
  }
}
