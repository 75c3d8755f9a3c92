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
 * @param analyses whether analyses are to look at it; otherwise the rows alone are asked for
 */
public record InspectionRequest(
    RunRequest run, Map<String, String> settings, Map<String, String> origin, boolean analyses) {
  /** Asks for analyses. */
  public InspectionRequest(
      RunRequest run, Map<String, String> settings, Map<String, String> origin) {
    this(run, settings, origin, true);
  }

  /** Copies the maps. */
  public InspectionRequest {
    settings = Map.copyOf(settings);
    origin = Map.copyOf(origin);
  }

  /** Asks for the rows alone, whatever analyses are installed or named. */
  public static InspectionRequest rows(RunRequest run) {
    return new InspectionRequest(run, Map.of(), Map.of(), false);
  }
}
