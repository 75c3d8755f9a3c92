package governance.runtime.internal.sweep;

import governance.api.Problem;
import governance.api.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** All combinations of the values that are varied. */
final class Grid {
  /** Most runs of one sweep: more would take days even with the smallest model. */
  static final long MOST = 1_000;

  private static final String WEIGHT = ".weight";
  private static final Pattern WEIGHTED = Pattern.compile("penalties\\..+\\.(weight|target)");

  /** What points would not be comparable by any more. */
  private static final Set<String> JUDGES =
      Set.of(
          "data",
          "evaluation",
          "inspection",
          "metrics",
          "gates",
          "domain",
          "task",
          "reports",
          "sinks");

  private Grid() {}

  /** Adds what is wrong with the keys and the number of runs. */
  static void check(SweepRequest request, List<Problem> problems) {
    List<String> keys = new ArrayList<>();
    for (Vary vary : request.vary()) {
      key(request, vary.key(), problems);
      if (keys.contains(vary.key())) {
        problems.add(wrong(vary.key(), "is varied twice", "each key once", "Join the values"));
      }
      keys.add(vary.key());
    }
    long runs = request.seeds().size();
    for (Vary vary : request.vary()) {
      runs = Math.min(Long.MAX_VALUE / 1_000_000, runs * vary.values().size());
    }
    if (runs > MOST) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              "--vary",
              "makes " + runs + " runs",
              "at most " + MOST,
              "Name fewer values or seeds"));
    }
  }

  private static void key(SweepRequest request, String key, List<Problem> problems) {
    String head = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    if (key.equals("train.seed")) {
      problems.add(wrong(key, "is no value to compare", "--seeds 1,2,3", "Use --seeds"));
    } else if (JUDGES.contains(head)) {
      problems.add(
          wrong(
              key,
              "changes the rows or figures that points are compared by",
              "keys that change how the model is made, such as penalties, transforms, train, model",
              "Make a sweep for each of its values"));
    }
    if (request.run().overrides().containsKey(key)) {
      String option = request.run().origins().getOrDefault(key, "--set");
      problems.add(wrong(key, "is given by " + option + " as well", "one of them", "Remove one"));
    }
  }

  private static Problem wrong(String key, String got, String allowed, String advice) {
    return new Problem(Remedy.FIX_SPEC, "--vary " + key, got, allowed, advice);
  }

  /**
   * Returns all points, the last key changing fastest.
   *
   * @param reference whether a point where nothing that is varied has a weight is put in front, if
   *     there is none and all that is varied are weights and targets
   */
  static List<GridPoint> points(List<Vary> vary, boolean reference) {
    List<Map<String, String>> all = new ArrayList<>(List.of(new LinkedHashMap<>()));
    for (Vary axis : vary) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> begun : all) {
        for (String value : axis.values()) {
          Map<String, String> values = new LinkedHashMap<>(begun);
          values.put(axis.key(), value);
          longer.add(values);
        }
      }
      all = longer;
    }
    boolean weighted = vary.stream().allMatch(v -> WEIGHTED.matcher(v.key()).matches());
    if (reference && weighted && all.stream().noneMatch(Grid::weightless)) {
      all.add(0, without(vary));
    }
    List<GridPoint> points = new ArrayList<>();
    for (Map<String, String> values : all) {
      points.add(new GridPoint(points.size() + 1, values, weighted && weightless(values)));
    }
    return points;
  }

  private static Map<String, String> without(List<Vary> vary) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Vary axis : vary) {
      String penalty = axis.key().substring(0, axis.key().lastIndexOf('.'));
      values.put(penalty + WEIGHT, "0");
    }
    return values;
  }

  private static boolean weightless(Map<String, String> values) {
    return values.entrySet().stream().allMatch(v -> v.getKey().endsWith(WEIGHT) && zero(v));
  }

  private static boolean zero(Map.Entry<String, String> value) {
    try {
      return Double.parseDouble(value.getValue()) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
