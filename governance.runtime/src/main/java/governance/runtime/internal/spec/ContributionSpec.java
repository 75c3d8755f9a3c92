package governance.runtime.internal.spec;

import java.util.Map;

/**
 * A contribution that takes part in a run.
 *
 * @param id its id
 * @param settings the settings that were given, without defaults: String, Boolean, Long, Double or
 *     List of these
 */
public record ContributionSpec(String id, Map<String, Object> settings) {
  /** Copies the map. */
  public ContributionSpec {
    settings = Map.copyOf(settings);
  }
}
