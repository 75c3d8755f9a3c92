package governance.runtime.internal.train;

import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the targets of a training, from its log: which were reached, and which pairs did
 * not hold together. A target holds in a step when the term, smoothed as for its weight, is at most
 * a tenth above it. A pair is contradictory when both weights act at the end (are above the floor
 * of an adversary's), and both targets never held in the same step of the second half: lowering one
 * term raised the other, or the loss left no room for both.
 */
public final class TargetReview {
  private static final double TOLERANCE = 0.1;

  private final Map<String, Course> courses = new LinkedHashMap<>();
  private final Map<List<String>, Boolean> together = new LinkedHashMap<>();
  private long steps;

  /** How one target went. */
  private static final class Course {
    private final double target;
    private final Multiplier replay;
    private double weight;
    private double least = Double.POSITIVE_INFINITY;
    private long leastStep;

    Course(double target) {
      this.target = target;
      this.replay = new Multiplier(target);
    }

    void observe(long step, double value, double used) {
      replay.observe(value);
      weight = used;
      if (replay.smoothed() < least) {
        least = replay.smoothed();
        leastStep = step;
      }
    }

    boolean holds() {
      double slack = Math.max(TOLERANCE * target, Multiplier.LEAST);
      return replay.smoothed() <= target + slack;
    }
  }

  /** Begins with the targets by penalty id. */
  public TargetReview(Map<String, Double> targets) {
    targets.forEach((id, target) -> courses.put(id, new Course(target)));
  }

  /**
   * Takes the whole log.
   *
   * @param lines the lines of the training log, one for each step
   */
  public TargetReview read(List<Map<String, Object>> lines) {
    for (Map<String, Object> line : lines) {
      Map<?, ?> terms = (Map<?, ?>) line.get("terms");
      Map<?, ?> weights = (Map<?, ?>) line.get("weights");
      courses.forEach(
          (id, course) -> course.observe(steps, number(terms, id), number(weights, id)));
      steps++;
      if (2 * steps > lines.size()) {
        pairs().forEach(pair -> together.merge(pair, both(pair), Boolean::logicalOr));
      }
    }
    return this;
  }

  private static double number(Map<?, ?> values, String id) {
    return values.get(id) instanceof Number n ? n.doubleValue() : 0;
  }

  private List<List<String>> pairs() {
    List<String> ids = List.copyOf(courses.keySet());
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      for (int j = i + 1; j < ids.size(); j++) {
        pairs.add(List.of(ids.get(i), ids.get(j)));
      }
    }
    return pairs;
  }

  private boolean both(List<String> pair) {
    return pair.stream().allMatch(id -> courses.get(id).holds());
  }

  /** Returns what each target came to, in the order of the penalties. */
  public List<Object> targets() {
    List<Object> all = new ArrayList<>();
    courses.forEach(
        (id, c) ->
            all.add(
                Tree.of(
                    "penalty",
                    id,
                    "target",
                    c.target,
                    "reached",
                    c.replay.smoothed(),
                    "held",
                    c.holds(),
                    "weight",
                    c.weight,
                    "least",
                    Double.isInfinite(c.least) ? null : c.least,
                    "leastStep",
                    c.leastStep)));
    return all;
  }

  /** Returns the pairs that did not hold together, each as a list of two ids. */
  public List<Object> contradictory() {
    List<Object> found = new ArrayList<>();
    together.forEach(
        (pair, held) -> {
          boolean active = pair.stream().allMatch(id -> courses.get(id).weight > Multiplier.FLOOR);
          if (!held && active) {
            found.add(pair);
          }
        });
    return found;
  }
}
