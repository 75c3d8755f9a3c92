package governance.runtime.internal.sweep;

import governance.api.run.RunRequest;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep of which every point can run.
 *
 * @param request what was asked for, with all that is varied
 * @param points the points
 * @param specs the effective spec of each point, without the seed
 * @param contributions what takes part, with bundle, version and digest
 * @param domain the domain pack, or {@code run} when the spec follows none
 * @param notice what a user must know of the data's licence, or empty
 */
public record SweepPlan(
    SweepRequest request,
    List<GridPoint> points,
    List<Map<String, Object>> specs,
    List<Map<String, Object>> contributions,
    String domain,
    Optional<String> notice) {
  /** Copies the lists. */
  public SweepPlan {
    points = List.copyOf(points);
    specs = List.copyOf(specs);
    contributions = List.copyOf(contributions);
  }

  /** Returns the digest of spec and grid. */
  public String digest() {
    List<Object> all = new ArrayList<>();
    for (GridPoint point : points) {
      all.add(
          Tree.of(
              "values", point.values(), "specSha256", specDigest(specs.get(point.number() - 1))));
    }
    return Digests.of(
        Json.canonical(
            Tree.of(
                "points", all,
                "seeds", request.seeds(),
                "utility", request.utility(),
                "disparity", request.disparity())));
  }

  /** Returns the digest of a spec whose seed was taken out. */
  static String specDigest(Map<String, Object> spec) {
    return Digests.of(Json.canonical(spec));
  }

  /** Returns the device that all runs ask for; empty where they differ. */
  public Optional<String> device() {
    List<String> all =
        specs.stream()
            .map(spec -> spec.get("train") instanceof Map<?, ?> train ? train.get("device") : null)
            .map(String::valueOf)
            .distinct()
            .toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** Returns how many runs there are. */
  public int runs() {
    return points.size() * request.seeds().size();
  }

  /** Returns the request of one run. */
  RunRequest run(GridPoint point, long seed, Path out) {
    return run(request, point.values(), seed, out);
  }

  /**
   * Returns the request of one run. The reference is one of the points, so that no run trains one
   * of its own.
   */
  static RunRequest run(SweepRequest request, Map<String, String> values, long seed, Path out) {
    Map<String, String> overrides = new HashMap<>(request.run().overrides());
    Map<String, String> origins = new HashMap<>(request.run().origins());
    put(overrides, origins, "evaluation.reference", "false", "sweep");
    put(overrides, origins, "evaluation.validation", "true", "sweep");
    put(overrides, origins, "train.seed", "" + seed, "--seeds");
    values.forEach((key, value) -> put(overrides, origins, key, value, "--vary"));
    return new RunRequest(request.run().target(), overrides, origins, out);
  }

  private static void put(
      Map<String, String> overrides,
      Map<String, String> origins,
      String key,
      String value,
      String origin) {
    overrides.put(key, value);
    origins.put(key, origin);
  }
}
