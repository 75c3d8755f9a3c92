package governance.runtime.internal.spec;

import java.util.Map;

/**
 * A penalty that takes part in a run.
 *
 * @param id its id
 * @param weight how much it counts
 * @param settings the settings that were given, without defaults
 */
public record PenaltySpec(String id, Weight weight, Map<String, Object> settings) {
  /** Copies the map. */
  public PenaltySpec {
    settings = Map.copyOf(settings);
  }
}
