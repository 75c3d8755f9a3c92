package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.train.Penalty;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;

/**
 * A favourable decision is right equally often in all groups. The precision of a group, whose
 * decisions are steps without a gradient, is relaxed to Σ p·y / Σ p over its rows: what it would be
 * if the model drew its decisions from its probabilities (Chouldechova 2017, arXiv 1610.07524,
 * definition 2, for the decision rule). In [0, 1].
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = PredictiveParity.ID,
    settings = RateConfig.class,
    description = "Penalises different precisions of groups.",
    needs = Need.PROTECTED_ATTRIBUTE)
public final class PredictiveParity implements Penalty {
  static final String ID = "fairness.predictive-parity";

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    RateConfig config = setup.settings(RateConfig.class);
    Classes classes = config.classes();
    return RateTerm.of(
        ID, setup, config, Quantity.precisions(classes, setup), classes.count(setup));
  }
}
