package governance.api.evaluate;

import java.util.Arrays;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A decision rule that has been fitted: a pure function of scores, groups, columns and {@linkplain
 * EvaluationSet#draws() draws}. What it says of a row depends on that row alone, not on the others
 * or their order. The labels of the set are withheld (all −1), and so is the label column.
 *
 * @since 1.1
 */
@ConsumerType
public interface FittedRule {
  /**
   * Returns the decided class of each row.
   *
   * @throws governance.api.GovernanceException if the rule refuses a row; says why
   */
  int[] decide(EvaluationSet set);

  /**
   * Returns what was learnt, in a stable text form from which {@link DecisionRule#restore} makes
   * the rule again. It is kept with the tuned model and in the evidence.
   */
  String state();

  /**
   * Returns the probabilities that take the place of the model's, {@code [class][row]}; those of
   * the set unless overridden, by a rule that calibrates. Each is in [0, 1] and those of a row sum
   * to 1. Metrics and gates judge them.
   */
  default double[][] scores(EvaluationSet set) {
    double[][] same = new double[set.classes().size()][];
    Arrays.setAll(same, set::scores);
    return same;
  }

  /**
   * Returns for each row whether it is not decided by what was learnt for its group, because its
   * group is missing, was not among the validation rows, or was too small; never, unless
   * overridden. Counted and reported.
   */
  default boolean[] fallbacks(EvaluationSet set) {
    return new boolean[set.size()];
  }

  /** Returns what the rule does, for readers of the model card; its state unless overridden. */
  default RuleSummary summary() {
    return RuleSummary.of(state());
  }
}
