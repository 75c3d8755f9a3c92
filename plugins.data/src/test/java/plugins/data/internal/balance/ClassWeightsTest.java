package plugins.data.internal.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
  private static final Column LABEL = new Column("label", ValueType.STRING, Role.LABEL);
  private static final Column WEIGHT = new Column("w", ValueType.NUMBER, Role.WEIGHT);
  private static final Dataset LETTERS =
      Dataset.of(
          new Schema(List.of(LABEL)),
          List.of(List.of("a", "a", "a", "a", "a", "b", "b", "b", "c", "c")));

  /** compute_class_weight("balanced", …) of scikit-learn 1.9.1 for 5 a, 3 b and 2 c. */
  @Test
  void balancedWeightsAreThoseOfScikitLearn() {
    Dataset weighed = fit(LETTERS).apply(LETTERS, Split.TRAIN).data();
    assertEquals(0.6666666666666666, weighed.number("weight", 0), 1e-15);
    assertEquals(1.1111111111111112, weighed.number("weight", 5), 1e-15);
    assertEquals(1.6666666666666667, weighed.number("weight", 9), 1e-15);
  }

  @Test
  void costsWeighClassesAndKeepTheTotal() {
    Dataset weighed = fit(LETTERS, "c=5").apply(LETTERS, Split.TRAIN).data();
    assertEquals(5 * weighed.number("weight", 0), weighed.number("weight", 9), 1e-12);
    assertEquals(weighed.number("weight", 0), weighed.number("weight", 5), 1e-12);
    assertEquals(10, sum(weighed, "weight"), 1e-12);
  }

  @Test
  void multipliesWeightsThatAreThereAndLeavesRowsWithoutALabel() {
    Dataset data =
        Dataset.of(
            new Schema(List.of(LABEL, WEIGHT)),
            List.of(Arrays.asList("a", "b", "b", null), List.of(2.0, 1.0, Double.NaN, 3.0)));
    TransformResult result = fit(data, "b=3").apply(data, Split.TRAIN);
    assertEquals(ChangeType.ALTERED, result.changes().get(0).type());
    assertEquals(3, result.changes().get(0).count());
    // 2·1 + 2·3 becomes 4: every factor is halved.
    assertEquals(List.of(1.0, 1.5, 1.5, 3.0), result.data().values("w"));
  }

  @Test
  void changesTrainingRowsOnlyAndSaysWhatItLearnt() {
    FittedTransform fitted = fit(LETTERS, "c=5");
    assertSame(LETTERS, fitted.apply(LETTERS, Split.TEST).data());
    assertTrue(fitted.apply(LETTERS, Split.VALIDATION).changes().isEmpty());
    assertEquals(3, fitted.state().lines().count(), fitted.state());
    assertTrue(fitted.state().startsWith("a: 0.55555"), fitted.state());
  }

  @Test
  void refusesCostsItCannotUse() {
    for (String bad : List.of("c", "c=0", "c=-1", "c=x", "c=NaN", "c=Infinity")) {
      GovernanceException e = assertThrows(GovernanceException.class, () -> fit(LETTERS, bad));
      assertTrue(e.getMessage().contains('"' + bad + '"'), e.getMessage());
    }
    assertThrows(GovernanceException.class, () -> fit(LETTERS, "c=2", "c=3"));
    GovernanceException e = assertThrows(GovernanceException.class, () -> fit(LETTERS, "d=2"));
    assertTrue(e.getMessage().contains("[a, b, c]"), e.getMessage());
  }

  @Test
  void refusesDataWithoutALabelAndATakenName() {
    Dataset unlabelled =
        Dataset.of(
            new Schema(List.of(new Column("x", ValueType.STRING, Role.FEATURE))),
            List.of(List.of("a")));
    Column taken = new Column("weight", ValueType.STRING, Role.FEATURE);
    Dataset clash = LETTERS.with(taken, Collections.nCopies(10, ""));
    assertThrows(GovernanceException.class, () -> fit(unlabelled));
    assertThrows(GovernanceException.class, () -> fit(clash));
  }

  private static double sum(Dataset data, String column) {
    double sum = 0;
    for (int row = 0; row < data.size(); row++) {
      sum += data.number(column, row);
    }
    return sum;
  }

  private static FittedTransform fit(Dataset training, String... costs) {
    Settings settings = Settings.of("test", Map.of("costs", List.of(costs)));
    return new ClassWeights().fit(new Setup(training, settings, 1));
  }

  private record Setup(Dataset training, Settings settings, long seed) implements TransformSetup {}
}
