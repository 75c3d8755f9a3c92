package governance.runtime.internal.plan;

import governance.api.run.RunRequest;
import java.util.Map;

/**
 * What is to be looked at.
 *
 * @param run the target (a domain, a run spec, a data set of the catalogue or a file of data) with
 *     values of the spec
 * @param settings texts for settings by key, given to every analysis that has a setting of that
 *     name
 * @param origin for each of these keys the option that gave it
 */
public record InspectionRequest(
    RunRequest run, Map<String, String> settings, Map<String, String> origin) {
  /** Copies the maps. */
  public InspectionRequest {
    settings = Map.copyOf(settings);
    origin = Map.copyOf(origin);
  }
}
