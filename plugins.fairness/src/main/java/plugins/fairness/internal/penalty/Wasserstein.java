package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Scores are distributed alike in all groups: the Wasserstein-1 distance of the probabilities, ∫
 * |F_g(s) − F_h(s)| ds, the mean over pairs of groups, classes and columns (Jiang et al. 2020,
 * arXiv 1907.12059, for this use). The shift that would make the scores of two groups alike, as a
 * difference of probabilities, in [0, 1].
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = Wasserstein.ID,
    settings = DistributionConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class Wasserstein implements Penalty {
  static final String ID = "fairness.wasserstein";

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    DistributionConfig config = setup.settings(DistributionConfig.class);
    config.classes().check(ID, setup);
    Compared compared = Compared.of(ID, setup, config.columns(), config.minimumGroup(), 0);
    int scores = config.classes().count(setup);
    return new Term(
        new PastRows(compared, config.memory(), scores), config.classes(), config.rowWeights());
  }

  private record Term(PastRows past, Classes classes, boolean weighted) implements PenaltyTerm {
    @Override
    public List<OwnBuffer> buffers() {
      return past.buffers();
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor weights = weighted ? batch.weights() : batch.weights().mul(0).add(1);
      Precision precision = new Precision();
      Tensor sum = batch.constant(0);
      for (Pool pool : past.pools(batch, classes.scores(batch), weights)) {
        sum = sum.add(distance(pool, past.compared().least(), precision));
      }
      precision.report(batch);
      return sum.div(past.compared().size());
    }
  }

  /**
   * Returns the mean over scores and pairs of groups. All scores of the pool are sorted; between
   * two that follow each other all distribution functions are constant, so the integral is a sum of
   * differences times widths, and its gradient goes through the widths.
   */
  private static Tensor distance(Pool pool, double least, Precision precision) {
    Tensor present = pool.present(least);
    Tensor shares = pool.shares(present);
    Tensor scores = pool.scores().transpose(0, 1);
    long rows = scores.size(1);
    Tensor sorted = scores.sort(1);
    Tensor greater = scores.unsqueeze(1).gt(sorted.detach().unsqueeze(2));
    Tensor below = greater.neg().add(1).matmul(shares).transpose(0, 2);
    Tensor width = sorted.slice(1, 1, rows).sub(sorted.slice(1, 0, rows - 1));
    Tensor steps = below.slice(1, 0, rows - 1);
    Tensor there = present.unsqueeze(1).unsqueeze(2);
    Tensor gaps = Pairs.absolute(steps, there.add(steps.mul(0)));
    Tensor value = gaps.mul(width.transpose(0, 1)).sum(0).mean();
    precise(precision, value.detach(), steps, width.detach(), shares, present);
    return value;
  }

  /** What two samples of one distribution differ by: ∫ √(F (1 − F)) ds · √(1/n + 1/m). */
  private static void precise(
      Precision precision,
      Tensor value,
      Tensor steps,
      Tensor width,
      Tensor shares,
      Tensor present) {
    Tensor groups = present.sum();
    Tensor pooled = steps.sum(0).div(groups.clampMin(1));
    Tensor spread = pooled.sub(pooled.square()).clampMin(0).sqrt();
    Tensor integral = spread.mul(width.transpose(0, 1)).sum(0).mean();
    Tensor inverse = shares.square().sum(0).sum().div(groups.clampMin(1)).mul(2);
    Tensor pairs = groups.gt(groups.constant(1.5));
    Tensor error = pairs.where(integral.square().mul(inverse), groups.constant(0.5));
    precision.add(value.square().sub(error).clampMin(0).mul(pairs), error);
  }
}
