package governance.runtime.internal.evaluate;

import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.evaluate.RuleSummary;
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
    return fitted(fitted, label, validation.size());
  }

  /**
   * Makes the rule again from its state.
   *
   * @param state what was learnt
   * @param label name of the label column, which is withheld from decisions; may be empty
   * @param rows validation rows that it was fitted on
   */
  public Fitted restore(String state, String label, int rows) {
    FittedRule fitted = Border.call(info, () -> rule.restore(state, settings));
    Fitted restored = fitted(fitted, label, rows);
    if (!restored.state().equals(state)) {
      String what = "made a rule of another state than the one it was given";
      throw new ContributionFailedException(info, what, null);
    }
    return restored;
  }

  private Fitted fitted(FittedRule fitted, String label, int rows) {
    String state = Border.call(info, fitted::state);
    RuleSummary summary = Border.call(info, fitted::summary);
    return new Fitted(this, fitted, state, summary, label, rows);
  }

  /**
   * What a rule makes of rows.
   *
   * @param set the rows with decided classes as predictions, and with the rule's scores
   * @param fallbacks whether a row is not decided by what was learnt for its group
   * @param calibrated whether the rule changed scores
   */
  public record Decided(EvaluationSet set, boolean[] fallbacks, boolean calibrated) {
    /** Rows that are of the class of greatest probability, without any rule. */
    public static Decided plain(EvaluationSet set) {
      return new Decided(set, new boolean[set.size()], false);
    }

    /** Returns how many rows are not decided by what was learnt for their group. */
    public int fallen() {
      int count = 0;
      for (boolean fallback : fallbacks) {
        count += fallback ? 1 : 0;
      }
      return count;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Decided d && set.equals(d.set);
    }

    @Override
    public int hashCode() {
      return set.hashCode();
    }
  }

  /**
   * A rule that has been fitted.
   *
   * @param use the rule
   * @param rule the fitted rule
   * @param state what was learnt
   * @param summary what it does, for readers
   * @param label name of the label column
   * @param rows validation rows it was fitted on
   */
  public record Fitted(
      RuleUse use, FittedRule rule, String state, RuleSummary summary, String label, int rows) {

    /** Returns what the rule's contribution is. */
    public ContributionInfo info() {
      return use.info();
    }

    /** Decides rows. */
    public Decided decide(EvaluationSet set) {
      EvaluationSet shown = withheld(set);
      int[] decided = Border.call(info(), () -> rule.decide(shown));
      expect("decided", decided.length, set);
      boolean[] fallbacks = Border.call(info(), () -> rule.fallbacks(shown));
      expect("told the fallback of", fallbacks.length, set);
      try {
        EvaluationSet with = set.withPredictions(decided);
        if (!set.hasScores()) {
          return new Decided(with, fallbacks, false);
        }
        double[][] scores = Border.call(info(), () -> rule.scores(shown));
        with = with.withScores(scores);
        boolean calibrated = false;
        for (int c = 0; c < scores.length; c++) {
          calibrated |= !Arrays.equals(scores[c], set.scores(c));
        }
        return new Decided(with, fallbacks, calibrated);
      } catch (IllegalArgumentException e) {
        throw new ContributionFailedException(info(), "gave " + e.getMessage(), e);
      }
    }

    private void expect(String what, int rowsGiven, EvaluationSet set) {
      if (rowsGiven != set.size()) {
        String full = what + " " + rowsGiven + " of " + set.size() + " rows";
        throw new ContributionFailedException(info(), full, null);
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
      if (set.hasScores()) {
        double[][] scores = new double[set.classes().size()][];
        Arrays.setAll(scores, set::scores);
        builder.scores(scores);
      }
      if (set.hasDraws()) {
        builder.draws(set.draws());
      }
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

    /**
     * Returns the rule as it is kept with the model.
     *
     * @param seed the run's seed, from which decisions by chance follow
     */
    public Map<String, Object> tree(long seed) {
      return Tree.of(
          "id", info().id(),
          "bundle", info().bundle(),
          "version", info().version(),
          "bundleSha256", info().sha256(),
          "settings", use.settings().values(),
          "seed", seed,
          "validationRows", rows,
          "state", state,
          "summary", summaryTree());
    }

    private Map<String, Object> summaryTree() {
      return Tree.of(
          "text", summary.text(),
          "columns", summary.columns(),
          "lines",
              summary.lines().stream()
                  .map(line -> Tree.of("name", line.name(), "values", line.values()))
                  .toList(),
          "notes", summary.notes());
    }
  }
}
