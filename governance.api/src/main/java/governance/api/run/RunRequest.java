package governance.api.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What is asked for.
 *
 * @param target a domain, or the path of a run spec
 * @param overrides dotted key of the spec to value in JSON (a text that is no JSON is taken as a
 *     string); they win over file and domain pack
 * @param origins dotted key to where the override came from, for the plan, such as {@code --label};
 *     may lack keys
 * @param out the folder that holds runs
 */
public record RunRequest(
    String target, Map<String, String> overrides, Map<String, String> origins, Path out) {
  /** Copies the maps. */
  public RunRequest {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(out, "out");
    overrides = Map.copyOf(overrides);
    origins = Map.copyOf(origins);
  }
}
