package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.train.Penalty;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;

/**
 * Groups get favourable outcomes equally often: the mean over all pairs of groups of a protected
 * column of the squared (or absolute) difference of their mean probabilities of the favourable
 * class, averaged over the columns; or the same for every class, averaged over the classes. In [0,
 * 1]; the differentiable form of demographic parity (Dwork et al. 2012, arXiv 1104.3913).
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = DemographicParity.ID,
    settings = RateConfig.class,
    description = "Penalises groups for getting favourable outcomes at different rates.",
    needs = Need.PROTECTED_ATTRIBUTE)
public final class DemographicParity implements Penalty {
  static final String ID = "fairness.demographic-parity";

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    RateConfig config = setup.settings(RateConfig.class);
    Classes classes = config.classes();
    return RateTerm.of(ID, setup, config, Quantity.outcomes(classes), classes.count(setup));
  }
}
