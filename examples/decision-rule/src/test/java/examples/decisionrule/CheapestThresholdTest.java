package examples.decisionrule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.model.Task;
import governance.testkit.DecisionRuleContract;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheapestThresholdTest extends DecisionRuleContract {
  @Override
  protected DecisionRule rule() {
    return new CheapestThreshold();
  }

  private static EvaluationSet set(int[] labels, double... scores) {
    double[] others = Arrays.stream(scores).map(s -> 1 - s).toArray();
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(labels)
        .predictions(new int[labels.length])
        .scores(new double[][] {others, scores})
        .build();
  }

  private static FittedRule fit(EvaluationSet set, double wronglyFavoured) {
    Map<String, Object> costs = Map.of("wronglyFavoured", wronglyFavoured);
    return new CheapestThreshold().fit(set, Settings.of("test", costs));
  }

  private static final EvaluationSet VALIDATION =
      set(new int[] {1, 0, 1, 1, 0, 0}, 0.9, 0.8, 0.6, 0.6, 0.4, 0.1);

  /** Errors on the validation rows, counted by hand for each place a threshold may have. */
  @Test
  void theCostOfErrorsMovesTheThreshold() {
    assertEquals("favourable from a score of 0.6", fit(VALIDATION, 1).state());
    assertEquals("favourable from a score of 0.9", fit(VALIDATION, 5).state());
    assertEquals("favourable from a score of 0.6", fit(VALIDATION, 1.9).state());
  }

  @Test
  void rowsFromTheThresholdOnAreFavoured() {
    EvaluationSet test = set(new int[] {-1, -1, -1}, 0.6, 0.59, 0.95);
    assertArrayEquals(new int[] {1, 0, 1}, fit(VALIDATION, 1).decide(test));
  }

  @Test
  void everybodyIsRefusedWhereThatIsCheapest() {
    EvaluationSet none = set(new int[] {0, 0}, 0.9, 0.2);
    assertArrayEquals(new int[] {0, 0}, fit(none, 1).decide(none));
  }

  @Test
  void withoutValidationRowsThereIsNoRule() {
    assertThrows(GovernanceException.class, () -> fit(set(new int[0]), 1));
  }
}
