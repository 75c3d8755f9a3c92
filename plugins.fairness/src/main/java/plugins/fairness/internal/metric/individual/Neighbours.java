package plugins.fairness.internal.metric.individual;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import plugins.fairness.internal.metric.Partition;

/**
 * Evaluates consistency with neighbours. Rows of equal content are one point; points are searched
 * for by the threads of the common pool, each for itself, so that their number does not show.
 */
final class Neighbours {
  private static final int CHUNK = 512;

  private final EvaluationSet set;
  private final Points points;
  private final int classes;
  private final double[] shares;

  /** Counts by predicted class, and behind it by true class, so that one search serves both. */
  private Neighbours(EvaluationSet set, Points points, double k) {
    this.set = set;
    this.points = points;
    this.classes = set.classes().size();
    double[] weights = new double[points.count()];
    double[] byClass = new double[Math.multiplyExact(points.count(), 2 * classes)];
    for (int row = 0; row < set.size(); row++) {
      if (points.of()[row] >= 0) {
        int from = points.of()[row] * 2 * classes;
        weights[points.of()[row]] += set.weight(row);
        byClass[from + set.predictions()[row]] += set.weight(row);
        byClass[from + classes + set.labels()[row]] += set.weight(row);
      }
    }
    this.shares = search(k, weights, byClass);
  }

  private double[] search(double k, double[] weights, double[] byClass) {
    double[] found = new double[byClass.length];
    PointTree tree = new PointTree(points);
    int chunks = (points.count() + CHUNK - 1) / CHUNK;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            chunk -> {
              Nearest nearest = new Nearest(k, weights, byClass, 2 * classes);
              PointTree.Search search = tree.new Search();
              int to = Math.min(points.count(), (chunk + 1) * CHUNK);
              for (int place = chunk * CHUNK; place < to; place++) {
                nearest.clear();
                search.around(place, nearest);
                nearest.shares(found, tree.point(place) * 2 * classes);
              }
            });
    return found;
  }

  static MetricResult evaluate(EvaluationSet set, NeighbourConfig config) {
    if (config.content().length == 0) {
      return MetricResult.undefined(Direction.HIGHER_IS_BETTER, Content.NOTHING);
    }
    Points points = Points.of(set, config.content(), config.scale());
    double total = 0;
    long rows = 0;
    long without = 0;
    for (int row = 0; row < set.size(); row++) {
      if (points.of()[row] >= 0) {
        total += set.weight(row);
        rows += set.count(row);
      } else if (set.weight(row) > 0) {
        without += set.count(row);
      }
    }
    if (total < config.neighbours()) {
      return MetricResult.undefined(
          Direction.HIGHER_IS_BETTER,
          "fewer rows with known content than the " + config.neighbours() + " neighbours");
    }
    Neighbours of = new Neighbours(set, points, config.neighbours());
    Partition everyone = Partition.everyone(set);
    return MetricResult.of(of.mean(false, everyone)[0], Direction.HIGHER_IS_BETTER, rows)
        .withParts(List.of(Part.of("consistency of labels", of.mean(true, everyone)[0])))
        .withGroups(of.groups())
        .withNote(without == 0 ? "" : without + " rows lack a number of their content");
  }

  private double[] mean(boolean ofLabels, Partition groups) {
    int[] outcomes = ofLabels ? set.labels() : set.predictions();
    int offset = ofLabels ? classes : 0;
    double[] sums = new double[groups.size()];
    double[] weights = new double[groups.size()];
    groups.forEach(
        set,
        (row, group, weight) -> {
          if (group >= 0 && points.of()[row] >= 0) {
            sums[group] += weight * shares[points.of()[row] * 2 * classes + offset + outcomes[row]];
            weights[group] += weight;
          }
        });
    for (int group = 0; group < sums.length; group++) {
      sums[group] /= weights[group];
    }
    return sums;
  }

  private List<GroupValue> groups() {
    List<GroupValue> values = new ArrayList<>();
    for (String column : set.protectedColumns()) {
      Partition groups = Partition.of(set, column);
      double[] means = mean(false, groups);
      long[] sizes = groups.rows(set);
      for (int group = 0; group < means.length; group++) {
        values.add(GroupValue.of(column, groups.name(group), means[group], sizes[group]));
      }
    }
    return values;
  }
}
