package plugins.quality.internal;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the distribution of a column between the rows of a reference and the others. */
final class DriftFigures {
  /** Shares below this count as this in the population stability index, as is usual. */
  private static final double LEAST_SHARE = 1e-4;

  private DriftFigures() {}

  static String[] columns(DriftConfig config) {
    return config.column().isEmpty()
        ? new String[] {config.by()}
        : new String[] {config.column(), config.by()};
  }

  static MetricResult evaluate(EvaluationSet set, DriftConfig config) {
    for (String column : columns(config)) {
      if (!set.columns().contains(column)) {
        return undefined("the data has no column " + column);
      }
    }
    List<String> by = set.column(config.by());
    boolean numeric = !config.column().isEmpty() && numeric(set, config.column());
    // for each value the weight in the reference and in the others
    Map<Object, double[]> weights = new TreeMap<>();
    double[] totals = new double[2];
    long rows = 0;
    for (int row = 0; row < set.size(); row++) {
      Object value = value(set, config, row, numeric);
      if (set.weight(row) > 0 && by.get(row) != null && value != null) {
        int side = by.get(row).equals(config.reference()) ? 0 : 1;
        weights.computeIfAbsent(value, v -> new double[2])[side] += set.weight(row);
        totals[side] += set.weight(row);
        rows += set.count(row);
      }
    }
    if (totals[0] == 0 || totals[1] == 0) {
      return undefined(
          "there are no rows with "
              + config.by()
              + "="
              + config.reference()
              + ", or none with another value");
    }
    List<Part> parts = new ArrayList<>();
    double value = numeric ? numbers(weights, totals, parts) : categories(weights, totals, parts);
    return MetricResult.of(value, Direction.LOWER_IS_BETTER, rows).withParts(parts);
  }

  private static MetricResult undefined(String why) {
    return MetricResult.undefined(Direction.LOWER_IS_BETTER, why);
  }

  private static boolean numeric(EvaluationSet set, String column) {
    double[] numbers = set.numbers(column);
    List<String> texts = set.column(column);
    for (int row = 0; row < numbers.length; row++) {
      if (Double.isNaN(numbers[row]) && texts.get(row) != null) {
        return false;
      }
    }
    return true;
  }

  private static Object value(EvaluationSet set, DriftConfig config, int row, boolean numeric) {
    if (config.column().isEmpty()) {
      return set.classes().get(set.predictions()[row]);
    }
    String text = set.column(config.column()).get(row);
    return !numeric || text == null ? text : (Object) set.numbers(config.column())[row];
  }

  private static double numbers(Map<Object, double[]> weights, double[] totals, List<Part> parts) {
    double[] below = new double[2];
    double distance = 0;
    double[] sums = new double[2];
    double[] squares = new double[2];
    for (Map.Entry<Object, double[]> each : weights.entrySet()) {
      double value = (Double) each.getKey();
      for (int side = 0; side < 2; side++) {
        below[side] += each.getValue()[side];
        sums[side] += each.getValue()[side] * value;
      }
      distance = Math.max(distance, Math.abs(below[0] / totals[0] - below[1] / totals[1]));
    }
    double[] means = {sums[0] / totals[0], sums[1] / totals[1]};
    weights.forEach(
        (value, each) -> {
          for (int side = 0; side < 2; side++) {
            squares[side] += each[side] * Math.pow((Double) value - means[side], 2);
          }
        });
    parts.add(Part.of("Kolmogorov-Smirnov p", Significance.kolmogorov(distance, totals)));
    parts.add(Part.of("mean of the reference", means[0]));
    parts.add(Part.of("mean of the others", means[1]));
    parts.add(Part.of("Welch p", Significance.welch(means, squares, totals)));
    return distance;
  }

  private static double categories(
      Map<Object, double[]> weights, double[] totals, List<Part> parts) {
    double divergence = 0;
    double stability = 0;
    double chi = 0;
    double all = totals[0] + totals[1];
    for (double[] each : weights.values()) {
      double p = each[0] / totals[0];
      double q = each[1] / totals[1];
      divergence += (term(p, (p + q) / 2) + term(q, (p + q) / 2)) / 2;
      double least = Math.max(p, LEAST_SHARE);
      double other = Math.max(q, LEAST_SHARE);
      stability += (least - other) * Math.log(least / other);
      for (int side = 0; side < 2; side++) {
        double expected = (each[0] + each[1]) * totals[side] / all;
        chi += Math.pow(each[side] - expected, 2) / expected;
      }
    }
    divergence = Math.max(0, divergence);
    int freedom = weights.size() - 1;
    parts.addAll(
        Arrays.asList(
            Part.of("Jensen-Shannon divergence (nats)", divergence),
            Part.of("population stability index", stability),
            Part.of("chi-squared", chi),
            Part.of("chi-squared p", freedom > 0 ? Significance.chiSquared(chi, freedom) : 1)));
    return Math.sqrt(divergence / Math.log(2));
  }

  private static double term(double p, double q) {
    return p == 0 ? 0 : p * Math.log(p / q);
  }
}
