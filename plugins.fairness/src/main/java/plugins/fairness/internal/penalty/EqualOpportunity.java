package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.train.Penalty;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;

/**
 * Those who deserve the favourable class get it equally often in all groups: as {@link
 * DemographicParity}, of mean probabilities over the rows of the class only, true positive rates
 * (Hardt et al. 2016, arXiv 1610.02413, definition 2.2). In [0, 1].
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = EqualOpportunity.ID,
    settings = RateConfig.class,
    description = "Penalises different true positive rates of groups.",
    needs = Need.PROTECTED_ATTRIBUTE)
public final class EqualOpportunity implements Penalty {
  static final String ID = "fairness.equal-opportunity";

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    RateConfig config = setup.settings(RateConfig.class);
    Classes classes = config.classes();
    return RateTerm.of(
        ID, setup, config, Quantity.truePositives(classes, setup), classes.count(setup));
  }
}
