package governance.api.evaluate;

import governance.api.GovernanceException;
import governance.api.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses how scores become decisions after training, such as a threshold for each group. In place
 * of the class with the greatest probability, metrics and gates then judge what the rule decides.
 * At most one takes part in a run.
 *
 * @since 1.1
 */
@ConsumerType
public interface DecisionRule {
  /**
   * Learns from the tuned model's scores of the validation rows; test rows are never seen here.
   * Deterministic. Called by the run's thread.
   *
   * @param validation scores, labels and groups of the validation rows; predictions are the classes
   *     of greatest probability
   * @param settings the rule's settings
   * @throws governance.api.GovernanceException if settings or data do not allow the rule; says why
   */
  FittedRule fit(EvaluationSet validation, Settings settings);

  /**
   * Makes a rule again from what it had learnt, without any rows: how a model that was kept with
   * its rule decides new rows. The rule decides as the one whose state it is, and has the same
   * state.
   *
   * @param state what {@link FittedRule#state()} gave in the same version of the bundle
   * @param settings the settings that the rule was fitted with
   * @throws governance.api.GovernanceException if the rule cannot be made again, which it says
   *     unless overridden, or the state is none of it
   */
  default FittedRule restore(String state, Settings settings) {
    throw GovernanceException.spec(
        "decision rule " + getClass().getName(),
        "cannot be made again from what it had learnt",
        "a rule that can",
        "Predict without the rule, or use another one");
  }
}
