package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Demographic parity where rows are protected by differential privacy: each row's probability of
 * the favourable class is pushed up or down by what its group is short of, as estimated from sums
 * over groups that were released with noise in earlier steps (a Lagrangian dual that sees private
 * figures only, as in Tran, Fioretto, Van Hentenryck 2021, arXiv 2009.12562). The gradient is that
 * of the mean over all pairs of groups of the squared difference of their mean probabilities, with
 * the noisy means in place of the batch's; the value is the linear form of it, at least 0.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = PrivateDemographicParity.ID,
    settings = PrivateDemographicParity.Config.class,
    description =
        "Penalises groups for getting favourable outcomes at different rates, by figures of groups"
            + " that are released with noise.",
    needs = Need.PROTECTED_ATTRIBUTE)
public final class PrivateDemographicParity implements Penalty {
  static final String ID = "fairness.private-demographic-parity";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Private demographic parity",
      description = "Penalises differences between rates of groups that are known with noise only.")
  @interface Config {
    /** Protected columns; none for all. */
    @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
    String[] columns() default {};

    /** Whose rates are compared. */
    @AttributeDefinition(
        description =
            "FAVOURABLE: rates of the favourable class; ALL: rates of every class, on average.")
    Classes classes() default Classes.FAVOURABLE;

    /** Share of a step's privacy. */
    @AttributeDefinition(
        min = "0.001",
        max = "0.5",
        description =
            "Share of a step's privacy (of 1/σ²) that the figures of groups take from the gradient:"
                + " more, less noise in them. 0.1 adds 5 % to the noise of the gradient.")
    double share() default 0.1;

    /** How long figures are remembered. */
    @AttributeDefinition(
        min = "0",
        max = "0.999",
        description = "Share of earlier steps that figures of groups keep, against their noise.")
    double memory() default 0.9;

    /** Which groups are too small to be judged. */
    @AttributeDefinition(
        min = "0.001",
        max = "0.5",
        description =
            "Groups whose share of the rows is estimated below this are left alone: their figures"
                + " are mostly noise.")
    double leastShare() default 0.02;
  }

  @Override
  public PenaltyScope scope() {
    return PenaltyScope.PER_SAMPLE;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Config config = setup.settings(Config.class);
    config.classes().check(ID, setup);
    Compared compared = Compared.of(ID, setup, config.columns(), 1, 0);
    if (compared.groups().stream().allMatch(groups -> groups < 2)) {
      throw GovernanceException.spec(
          ID,
          "no protected column has two groups",
          "columns with at least two groups",
          "Choose other columns, or leave the penalty out");
    }
    int scores = config.classes().count(setup);
    return new DualTerm(
        compared,
        config.classes(),
        scores,
        new DualTerm.Estimates(config.share(), config.memory(), config.leastShare()));
  }
}
