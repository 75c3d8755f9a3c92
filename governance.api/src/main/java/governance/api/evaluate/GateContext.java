package governance.api.evaluate;

import governance.api.Settings;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The evidence a gate decides on. */
@ProviderType
public interface GateContext {
  /** Returns the gate's settings. */
  Settings settings();

  /** Returns the figures of the untuned model by metric id. */
  Map<String, MetricResult> baseline();

  /** Returns the figures of the tuned model by metric id. */
  Map<String, MetricResult> tuned();

  /**
   * Returns the stated error of an explainer over the explained rows (greatest absolute value),
   * empty when the explainer did not take part or does not know it.
   */
  Optional<Double> explanationError(String explainerId);

  /**
   * Returns the budget that the gradient policy has spent, by name ({@code epsilon}, {@code
   * delta}); empty without a policy.
   *
   * @since 1.1
   */
  default Map<String, Double> spent() {
    return Map.of();
  }
}
