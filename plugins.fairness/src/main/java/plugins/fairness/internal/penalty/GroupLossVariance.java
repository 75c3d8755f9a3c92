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
 * The model errs equally much in all groups: the variance of the mean base losses of the groups of
 * a protected column, (1/P) Σ (L_g − L̄)² over the P groups that are compared, averaged over the
 * columns. In nats², at least 0 (Williamson and Menon 2019, arXiv 1901.08665, equation 10, with the
 * variance as the deviation measure; Krueger et al. 2021, arXiv 2003.00688, equation 8).
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = GroupLossVariance.ID,
    settings = GroupLossVariance.Config.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class GroupLossVariance implements Penalty {
  static final String ID = "fairness.group-loss-variance";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Variance of group losses",
      description = "Penalises groups for having different mean losses.")
  @interface Config {
    /** Protected columns; none for all. */
    @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
    String[] columns() default {};

    /** How many rows of a group a batch must hold for the group to be compared. */
    @AttributeDefinition(
        min = "1",
        description = "Rows that a batch must hold of a group for the group to be compared.")
    int minimumGroup() default 1;

    /** Share of the past that running estimates keep from step to step. */
    @AttributeDefinition(
        min = "0",
        max = "0.9999",
        description =
            "Share of earlier steps that estimates of a group keep from step to step, such as 0.9;"
                + " 0 for none: each batch for itself.")
    double running() default 0;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Config config = setup.settings(Config.class);
    return new Term(
        Compared.of(ID, setup, config.columns(), config.minimumGroup(), config.running()));
  }

  private record Term(Compared compared) implements PenaltyTerm {
    @Override
    public List<OwnBuffer> buffers() {
      return compared.buffers(1);
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Observed observed = Quantity.loss().of(batch);
      Precision precision = new Precision();
      Tensor sum = batch.constant(0);
      for (int i = 0; i < compared.size(); i++) {
        GroupRates losses = compared.rates(batch, i, observed);
        precision.add(losses);
        // the mean over pairs is 2 P / (P − 1) times the variance
        Tensor groups = losses.groups();
        Tensor share = groups.sub(1).clampMin(0).div(groups.clampMin(1)).div(2);
        sum = sum.add(Pairs.squared(losses.rate(), losses.present()).mul(share).sum());
      }
      precision.report(batch);
      return sum.div(compared.size());
    }
  }
}
