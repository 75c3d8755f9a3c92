package plugins.report.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The chart of a sweep: each point by disparity (across) and utility (up) with its intervals, the
 * front as a line, bounds of gates as dashed lines. Intervals that are much wider than the points
 * lie apart run out of the picture, so that the points can still be told from each other.
 */
final class FrontChart {
  private static final double WIDTH = 760;
  private static final double HEIGHT = 440;
  private static final double LEFT = 70;
  private static final double RIGHT = 740;
  private static final double TOP = 20;
  private static final double BOTTOM = 380;

  private final Map<String, Object> sweep;
  private final List<Map<?, ?>> drawn = new ArrayList<>();

  FrontChart(Map<String, Object> sweep) {
    this.sweep = sweep;
    for (Object point : list(sweep.get("points"))) {
      Map<?, ?> each = (Map<?, ?>) point;
      if (number(each, "utility", "value") != null && number(each, "disparity", "value") != null) {
        drawn.add(each);
      }
    }
  }

  /** Returns what the template draws; {@code points} is empty where there is nothing to draw. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("points", List.of());
    if (drawn.isEmpty()) {
      return tree;
    }
    Scale across = scale("disparity", LEFT, RIGHT);
    Scale up = scale("utility", BOTTOM, TOP);
    tree.put("width", Scale.written(WIDTH));
    tree.put("height", Scale.written(HEIGHT));
    tree.put("left", Scale.written(LEFT));
    tree.put("right", Scale.written(RIGHT));
    tree.put("top", Scale.written(TOP));
    tree.put("bottom", Scale.written(BOTTOM));
    tree.put("across", ticks(across));
    tree.put("up", ticks(up));
    tree.put("points", drawn.stream().map(p -> point(p, across, up)).toList());
    tree.put("line", line(across, up));
    tree.put("limits", limits(across, up));
    return tree;
  }

  /** The axis holds all points, and intervals up to the distance of the outermost points. */
  private Scale scale(String measure, double from, double to) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Map<?, ?> point : drawn) {
      double value = number(point, measure, "value");
      Double below = number(point, measure, "interval", "low");
      Double above = number(point, measure, "interval", "high");
      least = Math.min(least, value);
      most = Math.max(most, value);
      low = Math.min(low, below == null ? value : below);
      high = Math.max(high, above == null ? value : above);
    }
    double room = most > least ? most - least : Double.POSITIVE_INFINITY;
    return Scale.over(Math.max(low, least - room), Math.min(high, most + room), from, to);
  }

  private static List<Object> ticks(Scale scale) {
    List<Object> ticks = new ArrayList<>();
    for (double value : scale.ticks()) {
      ticks.add(
          Map.of("at", Scale.written(scale.at(value)), "label", Figures.number(round(value))));
    }
    return ticks;
  }

  /** Multiples of a step such as 0.1 have errors in their last digits. */
  private static double round(double value) {
    return Math.rint(value * 1e9) / 1e9;
  }

  private Map<String, Object> point(Map<?, ?> point, Scale across, Scale up) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("number", point.get("point"));
    tree.put("x", Scale.written(across.at(number(point, "disparity", "value"))));
    tree.put("y", Scale.written(up.at(number(point, "utility", "value"))));
    bar(tree, "x", point, "disparity", across);
    bar(tree, "y", point, "utility", up);
    tree.put("state", point.get("state"));
    tree.put("chosen", is(point, sweep.get("recommended")));
    tree.put("reference", point.get("reference"));
    return tree;
  }

  private static boolean is(Map<?, ?> point, Object recommended) {
    return recommended instanceof Map<?, ?> chosen
        && point.get("point").equals(chosen.get("point"));
  }

  private static void bar(
      Map<String, Object> tree, String axis, Map<?, ?> point, String measure, Scale scale) {
    Double low = number(point, measure, "interval", "low");
    Double high = number(point, measure, "interval", "high");
    if (low != null && high != null) {
      tree.put(axis + "Low", Scale.written(scale.at(low)));
      tree.put(axis + "High", Scale.written(scale.at(high)));
      tree.put(axis + "LowEnds", scale.holds(low));
      tree.put(axis + "HighEnds", scale.holds(high));
    }
  }

  private String line(Scale across, Scale up) {
    return drawn.stream()
        .filter(p -> "front".equals(p.get("state")))
        .sorted(Comparator.comparingDouble((Map<?, ?> p) -> number(p, "disparity", "value")))
        .map(
            p ->
                Scale.written(across.at(number(p, "disparity", "value")))
                    + ","
                    + Scale.written(up.at(number(p, "utility", "value"))))
        .collect(Collectors.joining(" "));
  }

  private List<Object> limits(Scale across, Scale up) {
    List<Object> limits = new ArrayList<>();
    for (Object each : list(sweep.get("limits"))) {
      Map<?, ?> limit = (Map<?, ?>) each;
      boolean upright = limit.get("metric").equals(text("disparity"));
      Scale scale = upright ? across : up;
      for (String end : List.of("min", "max")) {
        Double bound = number(limit, end);
        if (bound != null && scale.holds(bound)) {
          String words = (end.equals("max") ? "at most " : "at least ") + Figures.number(bound);
          limits.add(
              Map.of(
                  "upright",
                  upright,
                  "at",
                  Scale.written(scale.at(bound)),
                  "label",
                  limit.get("gate") + ": " + words));
        }
      }
    }
    return limits;
  }

  private Object text(String measure) {
    return sweep.get(measure) instanceof Map<?, ?> m ? m.get("id") : "";
  }

  private static Double number(Map<?, ?> owner, String... path) {
    Object here = owner;
    for (String key : path) {
      here = here instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return here instanceof Number n ? n.doubleValue() : null;
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
