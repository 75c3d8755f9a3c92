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
    Tensor duals = duals(batch.released(name(column)), compared.groups().get(column));
    Tensor lower = membership.matmul(duals.clampMin(0));
    Tensor raise = membership.matmul(duals.neg().clampMin(0));
    Tensor missing = values.neg().add(values.constant(1));
    return lower.mul(values).add(raise.mul(missing)).sum(1).mean();
  }

  /**
   * Returns the slope of the mean squared difference of two groups' rates for a row's score, times
   * the number of rows, [G, K]. 0 for groups that are too small to be judged. Nothing is read, so
   * the step does not wait for the device.
   *
   * @param released the released sums, [G * (K + 1)]
   */
  Tensor duals(Tensor released, int groups) {
    Tensor each = released.reshape(groups, scores + 1L);
    Tensor rows = each.slice(1, scores, scores + 1L).div(ONE).clampMin(0);
    Tensor all = rows.sum();
    Tensor least = all.mul(estimates.least()).clampMin(1);
    // groups below it are left out, so what they are divided by does not matter
    Tensor judged = rows.maximum(least).eq(rows);
    Tensor count = rows.clampMin(1);
    // a noisy mean that no mean can be is cut to one that can
    Tensor rates =
        each.slice(1, 0, scores).div(count).add(middle()).clampMin(0).clampMax(1).mul(judged);
    Tensor number = judged.sum();
    Tensor pairs = number.mul(number.sub(1)).div(2).clampMin(1);
    // the sum of the differences from all groups that are judged
    Tensor differences = rates.mul(number).sub(rates.sum(0).unsqueeze(0)).mul(judged);
    return differences.mul(2).div(pairs.mul(scores)).mul(all).div(count);
  }
}
