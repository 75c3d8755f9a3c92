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
 * Outcomes do not go with a group: the absolute correlation of membership in a group (1 or 0) and
 * the probability of the favourable class, the mean over groups, classes and columns. For two
 * groups it is the absolute correlation loss of MinDiff (Beutel et al. 2019, arXiv 1901.04562,
 * section 3.2), which adds 1e-7 to both variances. In [0, 1]. Rows without a group do not count.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = Correlation.ID,
    settings = Correlation.Config.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class Correlation implements Penalty {
  static final String ID = "fairness.correlation";

  /** What MinDiff adds to each variance. */
  private static final double LEAST = 1e-7;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Absolute correlation",
      description = "Penalises correlation between membership in groups and outcomes.")
  @interface Config {
    /** Protected columns; none for all. */
    @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
    String[] columns() default {};

    /** Which outcomes. */
    @AttributeDefinition(
        description = "FAVOURABLE: of the favourable class; ALL: of every class, on average.")
    Classes classes() default Classes.FAVOURABLE;

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
            "Share of earlier steps that estimates keep from step to step, such as 0.9; 0 for"
                + " none: each batch for itself.")
    double running() default 0;

    /** Whether the weights of rows count. */
    @AttributeDefinition(
        description = "Whether a row counts by its weight, such as that of fairness.reweighing.")
    boolean rowWeights() default false;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Config config = setup.settings(Config.class);
    config.classes().check(ID, setup);
    Compared compared =
        Compared.of(ID, setup, config.columns(), config.minimumGroup(), config.running());
    return new Term(compared, config.classes(), config.classes().count(setup), config.rowWeights());
  }

  private record Term(Compared compared, Classes classes, int count, boolean weighted)
      implements PenaltyTerm {
    @Override
    public List<OwnBuffer> buffers() {
      return compared.buffers(count);
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor scores = classes.scores(batch);
      Tensor ones = scores.detach().eq(scores.detach());
      Tensor weights = weighted ? ones.mul(batch.weights().unsqueeze(1)) : ones;
      Observed observed = Observed.of(scores, weights, ones);
      Precision precision = new Precision();
      Tensor sum = batch.constant(0);
      for (int i = 0; i < compared.size(); i++) {
        GroupRates rates = compared.rates(batch, i, observed);
        precision.add(rates);
        sum = sum.add(correlation(rates).mean());
      }
      precision.report(batch);
      return sum.div(compared.size());
    }
  }

  /**
   * Returns the mean over groups of the absolute correlations, [K]. In terms of means of groups r,
   * their shares π and the mean m over all the covariance is π (r − m) and the variances are π (1 −
   * π) and Σ π E[s²] − m².
   */
  static Tensor correlation(GroupRates rates) {
    Tensor counts = rates.counts().detach();
    Tensor share = counts.div(counts.sum(0).clampMin(1e-12).unsqueeze(0));
    Tensor mean = share.mul(rates.rate()).sum(0);
    Tensor variance = share.mul(rates.meanSquare()).sum(0).sub(mean.square()).clampMin(0);
    Tensor member = share.sub(share.square()).clampMin(0);
    Tensor covariance = share.mul(rates.rate().sub(mean.unsqueeze(0)));
    Tensor scale = member.add(LEAST).mul(variance.add(LEAST).unsqueeze(0)).sqrt();
    Tensor compared = rates.present().mul(rates.comparable().unsqueeze(0));
    Tensor each = covariance.div(scale).abs().mul(compared);
    return each.sum(0).div(rates.groups().clampMin(1));
  }
}
