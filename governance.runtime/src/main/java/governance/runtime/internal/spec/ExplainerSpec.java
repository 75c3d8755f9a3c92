package governance.runtime.internal.spec;

import java.util.Map;

/**
 * An explainer that takes part in a run.
 *
 * @param id its id
 * @param rows how many test rows it explains, at least 1
 * @param settings the settings that were given, without defaults
 */
public record ExplainerSpec(String id, int rows, Map<String, Object> settings) {
  /** Copies the map. */
  public ExplainerSpec {
    settings = Map.copyOf(settings);
  }
}
