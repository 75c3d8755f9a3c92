package governance.api.evaluate;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A decision rule that has been fitted: a pure function of scores, groups and columns.
 *
 * @since 1.1
 */
@ConsumerType
public interface FittedRule {
  /**
   * Returns the decided class of each row. A row's class depends on that row alone, not on the
   * others or their order. The labels of the set are withheld (all −1), and so is the label column.
   */
  int[] decide(EvaluationSet set);

  /**
   * Returns what was learnt, in a stable text form that a reader can apply by hand. It is kept with
   * the tuned model and in the evidence.
   */
  String state();
}
