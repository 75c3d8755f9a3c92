package governance.runtime.internal.evaluate;

import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.store.Tree;
import java.util.Arrays;
import java.util.Map;

/**
 * A decision rule that takes part in a run, at the border to its contribution.
 *
 * @param info what it is
 * @param rule the instance
 * @param settings its settings
 */
public record RuleUse(ContributionInfo info, DecisionRule rule, Settings settings) {
  private static final int WITHHELD = -1;

  /**
   * Fits the rule.
   *
   * @param validation validation rows with their labels
   * @param label name of the label column, which is withheld from decisions; may be empty
   */
  public Fitted fit(EvaluationSet validation, String label) {
    FittedRule fitted = Border.call(info, () -> rule.fit(validation, settings));
    String state = Border.call(info, fitted::state);
    return new Fitted(info, fitted, state, label, validation.size());
  }

  /**
   * A rule that has been fitted.
   *
   * @param info the rule's contribution
   * @param rule the fitted rule
   * @param state what was learnt
   * @param label name of the label column
   * @param rows validation rows it was fitted on
   */
  public record Fitted(
      ContributionInfo info, FittedRule rule, String state, String label, int rows) {

    /** Returns the set with decided classes as predictions. */
    public EvaluationSet decide(EvaluationSet set) {
      int[] decided = Border.call(info, () -> rule.decide(withheld(set)));
      if (decided.length != set.size()) {
        String what = "decided " + decided.length + " of " + set.size() + " rows";
        throw new ContributionFailedException(info, what, null);
      }
      try {
        return set.withPredictions(decided);
      } catch (IllegalArgumentException e) {
        throw new ContributionFailedException(info, "gave " + e.getMessage(), e);
      }
    }

    private EvaluationSet withheld(EvaluationSet set) {
      int[] none = new int[set.size()];
      Arrays.fill(none, WITHHELD);
      EvaluationSet.Builder builder =
          EvaluationSet.builder(set.task(), set.classes())
              .favourable(set.favourable())
              .labels(none)
              .predictions(set.predictions())
              .weights(set.weights())
              .sequences(set.sequences());
      double[][] scores = new double[set.classes().size()][];
      Arrays.setAll(scores, set::scores);
      builder.scores(scores);
      for (String column : set.protectedColumns()) {
        builder.groups(column, set.groups(column).names(), set.groups(column).index());
      }
      for (String column : set.columns()) {
        if (!column.equals(label)) {
          builder.column(column, set.column(column));
          builder.numbers(column, () -> set.numbers(column));
        }
      }
      return builder.build();
    }

    /** Returns the rule as it is kept with the model. */
    public Map<String, Object> tree() {
      return Tree.of(
          "id", info.id(),
          "bundle", info.bundle(),
          "version", info.version(),
          "bundleSha256", info.sha256(),
          "validationRows", rows,
          "state", state);
    }
  }
}
