package plugins.fairness.internal.rule;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import org.osgi.service.component.annotations.Component;

/**
 * Favours from a score on that depends on the group, so that selection rates, true or false
 * positive rates, or the two latter are equal between groups and the decisions as good as that
 * allows. With lots between two thresholds: Hardt, Price and Srebro 2016, arXiv:1610.02413. The
 * score is the probability of the favourable class; of several other classes the most probable one
 * is decided.
 */
@Component
@Contribution(
    kind = Kind.DECISION_RULE,
    id = GroupThresholds.ID,
    settings = ThresholdConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS, Need.SEQUENCE_CLASSIFICATION},
    description = "Thresholds by group that make rates equal between groups.")
public final class GroupThresholds implements DecisionRule {
  static final String ID = "fairness.group-thresholds";

  @Override
  public FittedRule fit(EvaluationSet validation, Settings settings) {
    return new ThresholdFit(validation, settings.as(ThresholdConfig.class)).fit();
  }

  @Override
  public FittedRule restore(String state, Settings settings) {
    return FittedThresholds.parse(state, settings.as(ThresholdConfig.class).unknown());
  }
}
