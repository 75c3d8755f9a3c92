package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.train.Penalty;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;

/**
 * Groups get favourable outcomes equally often among those who deserve them and among those who do
 * not: the mean of the differences of true and of false positive rates, or of all entries of the
 * confusion table (Hardt et al. 2016, arXiv 1610.02413, definition 2.1). In [0, 1].
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = EqualizedOdds.ID,
    settings = RateConfig.class,
    description = "Penalises different true and false positive rates of groups.",
    needs = Need.PROTECTED_ATTRIBUTE)
public final class EqualizedOdds implements Penalty {
  static final String ID = "fairness.equalized-odds";

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    RateConfig config = setup.settings(RateConfig.class);
    Classes classes = config.classes();
    return RateTerm.of(
        ID,
        setup,
        config,
        Quantity.outcomesByLabel(classes, setup),
        classes == Classes.ALL ? (int) Math.pow(classes.count(setup), 2) : 2);
  }
}
