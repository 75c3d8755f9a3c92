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
 * In a critical region around the threshold, where the model is least sure, rows of groups that are
 * favoured less are favoured and rows of the others are not: |p − t| ≤ margin, p the probability of
 * the favourable class. The margin, and on wish the threshold, are chosen on the validation rows
 * under a bound on a difference between groups. Source: Kamiran, Karim and Zhang 2012, Decision
 * theory for discrimination-aware classification, doi 10.1109/ICDM.2012.45, section III-A (there t
 * = 0.5 and two groups).
 */
@Component
@Contribution(
    kind = Kind.DECISION_RULE,
    id = RejectOption.ID,
    settings = RejectConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS, Need.SEQUENCE_CLASSIFICATION},
    description = "Decides close to the threshold in favour of groups that are favoured less.")
public final class RejectOption implements DecisionRule {
  static final String ID = "fairness.reject-option";

  @Override
  public FittedRule fit(EvaluationSet validation, Settings settings) {
    return new RejectFit(validation, settings.as(RejectConfig.class)).fit();
  }

  @Override
  public FittedRule restore(String state, Settings settings) {
    return FittedReject.parse(state, settings.as(RejectConfig.class).unknown());
  }
}
