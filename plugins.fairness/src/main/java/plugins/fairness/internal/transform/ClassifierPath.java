package plugins.fairness.internal.transform;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import plugins.fairness.internal.transform.ranker.Ranker;

/**
 * Weights on the line w(s) = 1 + s (P(g) P(y) / P(g, y) − 1): the given ones at s = 0, those of
 * reweighing at 1, and beyond it labels that favour the groups that were at a disadvantage. A
 * logistic regression learns from the weighted rows of one half and decides the other half, both
 * ways; the figure is the greatest difference between groups in how often it decides for the
 * favourable class, on the rows as they were given.
 */
final class ClassifierPath {
  private static final double STEP = 0.25;
  private static final double FARTHEST = 3;
  private static final double LEAST_FACTOR = 0.01;
  private static final int HALVINGS = 5;

  private final Dataset training;
  private final Cells cells;
  private final double[] given;
  private final GroupTable table;
  private final int favourable;

  ClassifierPath(Dataset training, Cells cells, double[] given, GroupTable table, int favourable) {
    this.training = training;
    this.cells = cells;
    this.given = given;
    this.table = table;
    this.favourable = favourable;
  }

  /** Finds the least step with which the figure is at most the target. */
  TargetWeights reach(double target) {
    double before = gap(0);
    double farthest = farthest();
    double best = before;
    double at = 0;
    double last = 0;
    double reached = before;
    double found = before <= target ? 0 : -1;
    for (double s = STEP; found < 0 && s <= farthest; s += STEP) {
      double gap = gap(s);
      if (gap < best) {
        best = gap;
        at = s;
      }
      if (gap <= target) {
        found = s;
        reached = gap;
        last = s - STEP;
      }
    }
    if (found < 0) {
      throw unreachable(target, best, at);
    }
    for (int i = 0; i < HALVINGS && found > 0; i++) {
      double middle = (last + found) / 2;
      double gap = gap(middle);
      if (gap <= target) {
        found = middle;
        reached = gap;
      } else {
        last = middle;
      }
    }
    String text =
        "difference of a classifier's decisions "
            + before
            + " -> "
            + reached
            + ", target "
            + target;
    return new TargetWeights(rates(found), text + ", step " + found + " to reweighing\n");
  }

  private static GovernanceException unreachable(double target, double best, double at) {
    return GovernanceException.spec(
        FairWeights.ID + " setting target",
        "got "
            + target
            + ", which a classifier on weighted rows does not reach; the least it reached is "
            + best
            + " at step "
            + at
            + " to reweighing",
        "at least " + best,
        "Raise the target, or take another measure: a penalty, or thresholds by group");
  }

  /** No factor may come near 0 or below. */
  private double farthest() {
    double farthest = FARTHEST;
    double overall = table.overall();
    for (double rate : table.rate()) {
      double least = Math.min(overall / rate, (1 - overall) / (1 - rate)) - 1;
      farthest = least < 0 ? Math.min(farthest, (LEAST_FACTOR - 1) / least) : farthest;
    }
    return farthest;
  }

  private double[] rates(double step) {
    double overall = table.overall();
    return Arrays.stream(table.rate())
        .map(rate -> rate == 0 || rate == 1 ? rate : rate + step * (overall - rate))
        .toArray();
  }

  private double gap(double step) {
    double[][] factors = table.factors(cells, favourable, rates(step));
    double[] weights = new double[cells.rows()];
    for (int row = 0; row < weights.length; row++) {
      int g = cells.group(row);
      weights[row] = g < 0 ? 0 : given[row] * factors[g][cells.classOf(row)];
    }
    double[] decided = new double[cells.groups()];
    addDecisions(row -> row % 2 == 0, weights, decided);
    addDecisions(row -> row % 2 == 1, weights, decided);
    double[] rates = new double[table.size()];
    Arrays.setAll(rates, i -> decided[table.index()[i]] / table.weight()[i]);
    return GroupTable.gap(rates);
  }

  /** Learns from one half, decides the other. */
  private void addDecisions(IntPredicate half, double[] weights, double[] decided) {
    int[] learnt = IntStream.range(0, weights.length).filter(half).toArray();
    int[] judged = IntStream.range(0, weights.length).filter(half.negate()).toArray();
    int[] labels = Arrays.stream(learnt).map(cells::classOf).toArray();
    double[] own = Arrays.stream(learnt).mapToDouble(row -> weights[row]).toArray();
    Ranker ranker =
        Ranker.fit(training.select(learnt), labels, cells.classes().size(), own, FairWeights.ID);
    double[][] scores = ranker.probabilities(training.select(judged));
    for (int i = 0; i < judged.length; i++) {
      int g = cells.group(judged[i]);
      double[] p = scores[i];
      if (g >= 0 && Arrays.stream(p).noneMatch(other -> other > p[favourable])) {
        decided[g] += given[judged[i]];
      }
    }
  }
}
