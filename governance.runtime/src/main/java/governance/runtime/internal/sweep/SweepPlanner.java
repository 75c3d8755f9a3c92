package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunPlan.Planned;
import governance.runtime.internal.plan.Planner;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.spec.EncryptionSpec.Part;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans every point of a sweep before the first is trained, and tells all problems together. */
public final class SweepPlanner {
  private final Planner planner;

  /** Plans with a planner of runs. */
  public SweepPlanner(Planner planner) {
    this.planner = planner;
  }

  /**
   * Plans.
   *
   * @throws GovernanceException with all that is wrong; nothing was written
   */
  public SweepPlan plan(SweepRequest asked) {
    List<Problem> problems = new ArrayList<>();
    Grid.check(asked, problems);
    fail(problems); // the keys or the size: planning such points would mislead, or take for ever
    Resolution bare = planner.plan(asked.run());
    SweepRequest request = asked;
    if (asked.vary().isEmpty()) {
      request = asked.varying(List.of(DefaultVary.of(spec(bare))));
      Grid.check(request, problems);
      fail(problems);
    }
    boolean reference = bare.spec().map(s -> s.evaluation().reference()).orElse(false);
    List<GridPoint> points = Grid.points(request.vary(), reference);
    List<Resolution> planned = new ArrayList<>();
    for (GridPoint point : points) {
      planned.add(planned(request, point, problems));
    }
    fail(problems.stream().distinct().toList());
    List<Map<String, Object>> specs = planned.stream().map(r -> withoutSeed(r.specJson())).toList();
    different(points, specs, problems);
    fail(problems);
    Resolution first = planned.get(0);
    String domain = first.spec().map(RunSpec::domain).orElse("run");
    return new SweepPlan(request, points, specs, contributions(planned), domain, first.notice());
  }

  private static RunSpec spec(Resolution resolution) {
    fail(resolution.plan().problems());
    return resolution.spec().orElseThrow();
  }

  private Resolution planned(SweepRequest request, GridPoint point, List<Problem> problems) {
    Resolution resolution =
        planner.plan(
            SweepPlan.run(request, point.values(), request.seeds().get(0), request.run().out()));
    problems.addAll(resolution.plan().problems());
    resolution.spec().ifPresent(spec -> metrics(request, spec, problems));
    resolution.spec().flatMap(RunSpec::encryption).ifPresent(e -> open(e, problems));
    return resolution;
  }

  private static void open(EncryptionSpec encryption, List<Problem> problems) {
    if (encryption.parts().contains(Part.EVIDENCE)) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              "encryption.parts",
              "has evidence, and the sweep writes the figures of its runs in the clear",
              "parts without evidence",
              "Name the others, such as predictions,checkpoints,data,model"));
    }
  }

  private static void metrics(SweepRequest request, RunSpec spec, List<Problem> problems) {
    List<String> ids = spec.metrics().stream().map(m -> m.id()).toList();
    Map.of("--utility", request.utility(), "--disparity", request.disparity())
        .forEach(
            (option, id) -> {
              if (!ids.contains(id)) {
                String advice =
                    Suggestion.advice(id, ids, "Name one of them, or add it to metrics");
                problems.add(
                    new Problem(
                        Remedy.FIX_SPEC,
                        option + " " + id,
                        "is no metric of the spec",
                        String.join(", ", ids),
                        advice));
              }
            });
    if (request.utility().equals(request.disparity())) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              "--disparity " + request.disparity(),
              "is the metric of --utility as well",
              "two metrics",
              "Name another"));
    }
  }

  /** Two points with one spec would be one point trained twice. */
  private static void different(
      List<GridPoint> points, List<Map<String, Object>> specs, List<Problem> problems) {
    Map<String, GridPoint> seen = new HashMap<>();
    for (GridPoint point : points) {
      String digest = SweepPlan.specDigest(specs.get(point.number() - 1));
      GridPoint before = seen.putIfAbsent(digest, point);
      if (before != null) {
        problems.add(
            new Problem(
                Remedy.FIX_SPEC,
                "--vary",
                point.words() + " gives the same run as " + before.words(),
                "values that make a difference",
                "Remove one of them; see what a value does: governance plan"));
      }
    }
  }

  /** Returns a spec as a tree without the seed, which is not the same in all runs of a point. */
  static Map<String, Object> withoutSeed(String spec) {
    Map<String, Object> tree = JsonReader.object(spec);
    if (tree.get("train") instanceof Map<?, ?> train) {
      train.remove("seed");
    }
    return tree;
  }

  private static List<Map<String, Object>> contributions(List<Resolution> planned) {
    return planned.stream()
        .flatMap(r -> r.plan().contributions().stream())
        .map(Planned::info)
        .distinct()
        .map(
            info ->
                Tree.of(
                    "kind", Names.of(info.kind()),
                    "id", info.id(),
                    "bundle", info.bundle(),
                    "version", info.version(),
                    "sha256", info.sha256()))
        .toList();
  }

  private static void fail(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
  }
}
