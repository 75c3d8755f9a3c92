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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Scores are distributed alike in all groups: the squared maximum mean discrepancy (Gretton et al.
 * 2012, equation 5) of the probabilities, E k(s, s') + E k(t, t') − 2 E k(s, t), the mean over
 * pairs of groups and columns; for two groups the MMD loss of MinDiff (Prost et al. 2019, arXiv
 * 1910.11779). In [0, 2]; adjusted by MinDiff's variance at most 200.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = MaximumMeanDiscrepancy.ID,
    settings = MaximumMeanDiscrepancy.Config.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class MaximumMeanDiscrepancy implements Penalty {
  static final String ID = "fairness.mmd";

  /** What MinDiff adds to the variance that it divides by. */
  private static final double LEAST = 1e-2;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Maximum mean discrepancy",
      description = "Penalises different distributions of the scores of groups, by a kernel.")
  @interface Config {
    /** Protected columns; none for all. */
    @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
    String[] columns() default {};

    /** Whose scores are compared. */
    @AttributeDefinition(
        description =
            "FAVOURABLE: probabilities of the favourable class; ALL: of all classes together.")
    Classes classes() default Classes.FAVOURABLE;

    /** The kernel. */
    @AttributeDefinition(
        description =
            "GAUSSIAN: exp(−d²/length²); LAPLACE: exp(−d/length); MEDIAN: exp(−d²/(2m²)) with the"
                + " median m of the distances in the batch.")
    Kernel kernel() default Kernel.GAUSSIAN;

    /** The length of the kernel. */
    @AttributeDefinition(
        min = "0.0001",
        description = "Length of the kernel as a difference of probabilities; not with MEDIAN.")
    double length() default 0.1;

    /** Whether the discrepancy is divided by its variance. */
    @AttributeDefinition(
        description =
            "Whether each pair is divided by the variance of its means plus 0.01, MinDiff's"
                + " adjusted form.")
    boolean adjusted() default false;

    /** How many rows of a group a batch must hold for the group to be compared. */
    @AttributeDefinition(
        min = "1",
        description = "Rows that must be there of a group for the group to be compared.")
    int minimumGroup() default 1;

    /** Rows of earlier batches that are compared too. */
    @AttributeDefinition(
        min = "0",
        max = "100000",
        description =
            "Rows of earlier batches that are compared with those of a batch; 0 for none.")
    int memory() default 0;

    /** Whether the weights of rows count. */
    @AttributeDefinition(
        description = "Whether a row counts by its weight, such as that of fairness.reweighing.")
    boolean rowWeights() default false;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Config config = setup.settings(Config.class);
    config.classes().check(ID, setup);
    Compared compared = Compared.of(ID, setup, config.columns(), config.minimumGroup(), 0);
    int scores = config.classes().count(setup);
    return new Term(
        new PastRows(compared, config.memory(), scores),
        config.classes(),
        new Discrepancy(config.kernel(), config.length(), config.adjusted()),
        config.rowWeights());
  }

  private record Term(PastRows past, Classes classes, Discrepancy discrepancy, boolean weighted)
      implements PenaltyTerm {
    @Override
    public List<OwnBuffer> buffers() {
      return past.buffers();
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor scores = classes.scores(batch);
      Tensor weights = weighted ? batch.weights() : batch.weights().mul(0).add(1);
      Precision precision = new Precision();
      Tensor sum = batch.constant(0);
      for (Pool pool : past.pools(batch, scores, weights)) {
        sum = sum.add(discrepancy.of(pool, past.compared().least(), precision));
      }
      precision.report(batch);
      return sum.div(past.compared().size());
    }
  }

  /** The discrepancy of one column. */
  record Discrepancy(Kernel kernel, double length, boolean adjusted) {
    /** Returns the mean over pairs of groups; 0 with fewer than two. */
    Tensor of(Pool pool, double least, Precision precision) {
      Tensor present = pool.present(least);
      Tensor shares = pool.shares(present);
      Tensor distance = pool.scores().cdist(pool.scores());
      Tensor member = pool.mass().sum(1);
      Tensor alike = kernel.of(distance, member.gt(member.constant(0)), length);
      Tensor means = alike.matmul(shares);
      Tensor cross = shares.transpose(0, 1).matmul(means);
      Tensor within = means.mul(shares).sum(0);
      Tensor each = within.unsqueeze(0).add(within.unsqueeze(1)).sub(cross.mul(2));
      Tensor pairs = present.unsqueeze(0).mul(present.unsqueeze(1));
      Tensor squares = shares.square().sum(0);
      if (adjusted) {
        Tensor variance = within.neg().add(1).mul(squares).detach();
        each = each.div(variance.unsqueeze(0).add(variance.unsqueeze(1)).add(LEAST));
      }
      Tensor groups = present.sum();
      Tensor count = groups.mul(groups.sub(1)).clampMin(1);
      Tensor value = each.mul(pairs).sum().div(count).clampMin(0);
      precise(precision, value.detach(), within.detach(), squares, present);
      return value;
    }

    /** Chance adds the variances of the two means, from pairs of different rows. */
    private void precise(
        Precision precision, Tensor value, Tensor within, Tensor squares, Tensor present) {
      Tensor groups = present.sum();
      Tensor others = squares.neg().add(1).clampMin(1e-6);
      Tensor variance = within.neg().add(1).clampMin(0).mul(squares).div(others);
      if (adjusted) {
        variance = variance.div(variance.mul(2).add(LEAST));
      }
      Tensor single = squares.gt(squares.constant(1 - 1e-6));
      Tensor each = single.where(squares, variance).mul(present).sum();
      Tensor pairs = groups.gt(groups.constant(1.5));
      Tensor error = pairs.where(each.mul(2).div(groups.clampMin(1)), groups.constant(2));
      precision.add(value.sub(error).clampMin(0).mul(pairs), error);
    }
  }
}
