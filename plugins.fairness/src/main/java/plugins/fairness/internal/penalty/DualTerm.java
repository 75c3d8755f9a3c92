package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.api.train.PrivateStatistic;
import java.util.ArrayList;
import java.util.List;

/**
 * Pushes each row's scores by duals of its groups, which follow from released sums: for each group
 * of each column the sum of the rows' scores less their middle, and the number of rows times one
 * half. A row adds to one group of a column at most, so the norm of what it contributes is bounded
 * by its scores alone.
 *
 * @param compared the groups
 * @param classes whose scores
 * @param scores number of scores of a row, K
 * @param estimates how figures are released
 */
record DualTerm(Compared compared, Classes classes, int scores, Estimates estimates)
    implements PenaltyTerm {
  /** What a row adds to the number of rows, so that it weighs like its score. */
  private static final double ONE = 0.5;

  /**
   * How figures of groups are released.
   *
   * @param share share of a step's privacy for all columns together
   * @param memory share of earlier steps that figures keep
   * @param least share of the rows below which a group is left alone
   */
  record Estimates(double share, double memory, double least) {}

  @Override
  public List<PrivateStatistic> statistics() {
    List<PrivateStatistic> all = new ArrayList<>();
    for (int i = 0; i < compared.size(); i++) {
      int size = compared.groups().get(i) * (scores + 1);
      all.add(
          new PrivateStatistic(
              name(i), size, bound(), estimates.share() / compared.size(), estimates.memory()));
    }
    return all;
  }

  private static String name(int column) {
    return "column." + column;
  }

  /** A probability is at most one half from the middle; a distribution at most √(1 − 1/K). */
  private double bound() {
    double most = scores == 1 ? 0.25 : 1 - 1.0 / scores;
    return Math.sqrt(most + ONE * ONE);
  }

  private double middle() {
    return scores == 1 ? 0.5 : 1.0 / scores;
  }

  @Override
  public Tensor evaluate(PenaltyContext batch) {
    Tensor values = classes.scores(batch);
    Tensor sum = batch.constant(0);
    for (int i = 0; i < compared.size(); i++) {
      Tensor membership = batch.membership(compared.columns().get(i));
      contribute(batch, i, membership, values.detach());
      sum = sum.add(pushed(batch, i, membership, values));
    }
    return sum.div(compared.size());
  }

  /** Contributes [B, G, K + 1], row by row. */
  private void contribute(PenaltyContext batch, int column, Tensor membership, Tensor values) {
    Tensor one = membership.sum(1).mul(0).add(membership.constant(ONE)).unsqueeze(1);
    Tensor each = values.sub(values.constant(middle())).concat(1, one).unsqueeze(1);
    long size = (long) compared.groups().get(column) * (scores + 1);
    Tensor rows = membership.unsqueeze(2).mul(each).reshape(batch.size(), size);
    batch.contribute(name(column), rows);
  }

  /** Returns the mean over the rows of dual times score, written so that it is not negative. */
  private Tensor pushed(PenaltyContext batch, int column, Tensor membership, Tensor values) {
    double[] duals = duals(batch.released(name(column)).toArray(), compared.groups().get(column));
    double[] up = new double[duals.length];
    double[] down = new double[duals.length];
    for (int i = 0; i < duals.length; i++) {
      down[i] = Math.max(0, duals[i]);
      up[i] = Math.max(0, -duals[i]);
    }
    int groups = compared.groups().get(column);
    Tensor lower = membership.matmul(membership.constant(down, groups, scores));
    Tensor raise = membership.matmul(membership.constant(up, groups, scores));
    Tensor missing = values.neg().add(values.constant(1));
    return lower.mul(values).add(raise.mul(missing)).sum(1).mean();
  }

  /**
   * Returns the slope of the mean squared difference of two groups' rates for a row's score, times
   * the number of rows, [G, K]. 0 for groups that are too small to be judged.
   */
  double[] duals(double[] released, int groups) {
    double[] rows = new double[groups];
    double all = 0;
    for (int g = 0; g < groups; g++) {
      rows[g] = Math.max(0, released[g * (scores + 1) + scores] / ONE);
      all += rows[g];
    }
    List<Integer> judged = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      if (rows[g] >= 1 && rows[g] >= estimates.least() * all) {
        judged.add(g);
      }
    }
    double[] duals = new double[groups * scores];
    double pairs = judged.size() * (judged.size() - 1) / 2.0;
    for (int g : judged) {
      for (int h : judged) {
        for (int k = 0; k < scores && g != h; k++) {
          double difference = rate(released, rows, g, k) - rate(released, rows, h, k);
          duals[g * scores + k] += 2 * difference / pairs / scores * all / rows[g];
        }
      }
    }
    return duals;
  }

  /** A noisy mean that no mean can be is cut to one that can. */
  private double rate(double[] released, double[] rows, int group, int score) {
    double mean = middle() + released[group * (scores + 1) + score] / rows[group];
    return Math.min(1, Math.max(0, mean));
  }
}
