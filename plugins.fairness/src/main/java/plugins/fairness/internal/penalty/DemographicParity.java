package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Groups get favourable outcomes equally often: the mean over all pairs of groups of a protected
 * column of the squared (or absolute) difference of their mean probabilities of the favourable
 * class, averaged over the columns. In [0, 1]; the differentiable form of demographic parity (Dwork
 * et al. 2012, arXiv 1104.3913).
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = "fairness.demographic-parity",
    settings = DemographicParity.Config.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS})
public final class DemographicParity implements Penalty {
  /** How a difference counts. */
  enum Gap {
    /** Its square: smooth, and soft on small differences. */
    SQUARED,
    /**
     * Its square less what chance adds to it: the mean over batches is the square of the true
     * difference. The variance of a group's rate in the batch, s²/n, is taken off for both groups;
     * a batch can therefore give a value below 0.
     */
    UNBIASED,
    /** Its absolute value. */
    ABSOLUTE
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Demographic parity",
      description = "Penalises groups for getting favourable outcomes at different rates.")
  @interface Config {
    /** Protected columns; none for all. */
    @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
    String[] columns() default {};

    /** How a difference counts. */
    @AttributeDefinition(
        description =
            "SQUARED: the square of a difference counts; UNBIASED: the square less what chance adds"
                + " to it in a batch; ABSOLUTE: its absolute value.")
    Gap gap() default Gap.SQUARED;

    /** How many rows of a group a batch must hold for the group to be compared. */
    @AttributeDefinition(
        min = "1",
        description =
            "Rows that a batch must hold of a group for the group to be compared; more rows,"
                + " less noise, but rare groups count less often.")
    int minimumGroup() default 1;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Config config = setup.settings(Config.class);
    List<String> columns = columns(setup, config);
    Gap gap = config.gap();
    double least = config.minimumGroup() - 0.5;
    return batch -> {
      Tensor favourable = batch.favourable().unsqueeze(0);
      Tensor sum = gap(batch, columns.get(0), favourable, least, gap);
      for (String column : columns.subList(1, columns.size())) {
        sum = sum.add(gap(batch, column, favourable, least, gap));
      }
      return columns.size() == 1 ? sum : sum.div(columns.size());
    };
  }

  private static List<String> columns(PenaltySetup setup, Config config) {
    List<String> all = setup.protectedColumns();
    for (String column : config.columns()) {
      if (!all.contains(column)) {
        throw GovernanceException.spec(
            "fairness.demographic-parity setting columns",
            "got " + column,
            "protected columns " + all,
            "Name one of them, or add it to data.protected");
      }
    }
    if (all.isEmpty()) {
      throw GovernanceException.spec(
          "fairness.demographic-parity",
          "no protected column",
          "at least one",
          "Set data.protected");
    }
    return config.columns().length == 0 ? all : List.of(config.columns());
  }

  /** With fewer than two groups in the batch no pair is left and both value and gradient are 0. */
  private static Tensor gap(
      PenaltyContext batch, String column, Tensor favourable, double least, Gap gap) {
    Tensor membership = batch.membership(column);
    Tensor size = membership.sum(0);
    Tensor rate = favourable.matmul(membership).squeeze(0).div(size.clampMin(1));
    Tensor present = size.gt(size.constant(least));
    Tensor pairs = present.unsqueeze(1).mul(present.unsqueeze(0));
    Tensor difference = rate.unsqueeze(1).sub(rate.unsqueeze(0));
    Tensor each = gap == Gap.ABSOLUTE ? difference.abs() : difference.square();
    Tensor count = pairs.sum().sub(present.sum()).clampMin(1);
    Tensor sum = each.mul(pairs).sum();
    if (gap == Gap.UNBIASED) {
      Tensor others = present.sum().sub(1).clampMin(0);
      Tensor chance = chance(favourable, membership, size, rate).mul(present).sum();
      sum = sum.sub(chance.mul(others).mul(2));
    }
    return sum.div(count);
  }

  /** Returns s²/n of each group, the unbiased variance of its rate; 0 for a single row. */
  private static Tensor chance(Tensor favourable, Tensor membership, Tensor size, Tensor rate) {
    Tensor squares = favourable.square().matmul(membership).squeeze(0).div(size.clampMin(1));
    return squares.sub(rate.square()).div(size.sub(1).clampMin(1));
  }
}
