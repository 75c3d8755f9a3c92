package plugins.fairness.internal.metric;

import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Evaluates figures of the shares that groups have; the worst protected column counts. */
final class Makeup {
  private final MakeupConfig config;
  private final EvaluationSet set;
  private final int positive;
  private final Remarks remarks;
  private final List<GroupValue> groups = new ArrayList<>();
  private final List<Part> details = new ArrayList<>();
  private Partition column;
  private Tally tally;

  private Makeup(EvaluationSet set, MakeupConfig config) {
    this.set = set;
    this.config = config;
    this.positive = Selection.positive(set, config.positive());
    this.remarks = new Remarks(config.smallGroup());
  }

  /** Computes the figure of one column; NaN where it is not defined. */
  @FunctionalInterface
  interface Figure {
    double of(Makeup makeup);
  }

  static MetricResult evaluate(
      EvaluationSet set, Settings settings, Direction direction, Figure figure) {
    Makeup makeup = new Makeup(set, settings.as(MakeupConfig.class));
    return makeup.result(direction, figure);
  }

  private MetricResult result(Direction direction, Figure figure) {
    List<Part> parts = new ArrayList<>();
    double worst = Double.NaN;
    long rows = 0;
    for (String each : Selection.columns(set, config.columns())) {
      column = Partition.of(set, each);
      tally = Tally.of(set, column, Partition.everyone(set));
      long known = 0;
      for (int group = 0; group < tally.groups(); group++) {
        known += tally.rows(group);
        remarks.size(column, group, tally.rows(group));
      }
      double value = known > 0 ? figure.of(this) : Double.NaN;
      if (Double.isNaN(value)) {
        remarks.undefined(each);
      }
      parts.add(Part.of(each, value));
      boolean lower = direction == Direction.LOWER_IS_BETTER;
      boolean worse = Double.isNaN(worst) || (lower ? value > worst : value < worst);
      worst = worse ? value : worst;
      rows = Math.max(rows, known);
    }
    if (Double.isNaN(worst)) {
      String why = parts.isEmpty() ? Selection.NO_COLUMN : remarks.text();
      return MetricResult.undefined(direction, why).withGroups(groups);
    }
    parts.addAll(details);
    return MetricResult.of(worst, direction, rows)
        .withGroups(groups)
        .withParts(parts)
        .withNote(remarks.text());
  }

  private double[] sizes() {
    double[] sizes = new double[tally.groups()];
    for (int group = 0; group < sizes.length; group++) {
      sizes[group] = tally.of(0, group, 0).all();
    }
    return sizes;
  }

  private double[] selected() {
    double[] sizes = new double[tally.groups()];
    for (int group = 0; positive >= 0 && group < sizes.length; group++) {
      sizes[group] = tally.weight(0, group, positive, false);
    }
    return sizes;
  }

  private static double[] shares(double[] sizes) {
    double sum = Arrays.stream(sizes).sum();
    return Arrays.stream(sizes).map(size -> size / sum).toArray();
  }

  private void addGroups(double[] values) {
    for (int group = 0; group < values.length; group++) {
      groups.add(
          GroupValue.of(column.title(), column.name(group), values[group], tally.rows(group)));
    }
  }

  private void part(String name, double value) {
    details.add(Part.of(column.title() + " " + name, finite(value)));
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** Normalised Shannon index; one group alone is not defined. */
  static double balance(Makeup makeup) {
    double[] shares = shares(makeup.sizes());
    makeup.addGroups(shares);
    double squares = Arrays.stream(shares).map(p -> p * p).sum();
    double m = shares.length;
    makeup.part("normalised Gini index", m > 1 ? (1 - squares) * m / (m - 1) : Double.NaN);
    makeup.part("normalised Simpson index", (1 / squares - 1) / (m - 1));
    makeup.part("imbalance ratio (min / max)", Comparison.RATIO.between(shares));
    makeup.part("balance among positive predictions", shannon(shares(makeup.selected())));
    return shannon(shares);
  }

  private static double shannon(double[] shares) {
    double sum = 0;
    for (double p : shares) {
      sum -= p == 0 ? 0 : p * Math.log(p);
    }
    return shares.length > 1 ? sum / Math.log(shares.length) : Double.NaN;
  }

  /** Total variation distance to the reference shares. */
  static double representativeness(Makeup makeup) {
    Optional<double[]> given = Shares.of(makeup.column, "reference", makeup.config.reference());
    double[] all = shares(makeup.sizes());
    if (given.isEmpty() && makeup.positive < 0) {
      makeup.remarks.add(
          "no reference shares for " + makeup.column.title() + ", and " + Selection.NO_FAVOURABLE);
      return Double.NaN;
    }
    double[] shares = given.isPresent() ? all : shares(makeup.selected());
    double[] reference = given.orElse(all);
    double variation = 0;
    double divergence = 0;
    double[] ratios = new double[shares.length];
    for (int group = 0; group < shares.length; group++) {
      variation += Math.abs(shares[group] - reference[group]) / 2;
      divergence += term(shares[group], reference[group]);
      ratios[group] = finite(shares[group] / reference[group]);
    }
    makeup.addGroups(shares);
    makeup.part("Kullback-Leibler divergence from the reference", divergence);
    double least = Double.NaN;
    for (double ratio : ratios) {
      least = Comparison.RATIO.worse(least, ratio);
    }
    makeup.part("least representation (share / reference)", least);
    return variation;
  }

  private static double term(double p, double q) {
    return p == 0 ? 0 : p * Math.log(p / q);
  }

  /** Kullback-Leibler divergence of predicted classes from those of all other groups. */
  static double divergence(Makeup makeup) {
    Tally tally = makeup.tally;
    double[] values = new double[tally.groups()];
    double worst = Double.NaN;
    double[] all = new double[tally.classes()];
    for (int group = 0; group < values.length; group++) {
      for (int c = 0; c < all.length; c++) {
        all[c] += tally.weight(0, group, c, false);
      }
    }
    for (int group = 0; group < values.length; group++) {
      values[group] = finite(makeup.divergence(group, all));
      if (Double.isNaN(values[group])) {
        makeup.remarks.without(
            "comparison of "
                + makeup.column.named(group)
                + ": it or the others have none, or it has a class that no other has");
      }
      worst = Comparison.DIFFERENCE.worse(worst, values[group]);
    }
    makeup.addGroups(values);
    return worst;
  }

  private double divergence(int group, double[] all) {
    double[] own = new double[all.length];
    double[] others = new double[all.length];
    for (int c = 0; c < own.length; c++) {
      own[c] = tally.weight(0, group, c, false);
      double rest = all[c] - own[c];
      // what rounding leaves of weights that are no whole numbers is nothing
      others[c] = rest > 1e-12 * all[c] ? rest : 0;
    }
    double[] p = shares(own);
    double[] q = shares(others);
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      sum += term(p[c], q[c]);
    }
    return Math.max(0, sum);
  }
}
