package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.testkit.Oracle;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemographicParityTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new DemographicParity();
  }

  @Nested
  class OfAbsoluteGaps extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new DemographicParity();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("gap", "absolute", "columns", List.of("sex"));
    }
  }

  @Nested
  class OfUnbiasedGaps extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new DemographicParity();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("gap", "unbiased", "minimumGroup", 2);
    }

    @Override
    protected boolean repeatable() {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"squared,1", "absolute,1", "squared,2", "squared,3", "absolute,3"})
  void equalsTheDoubleLoopOverGroups(String gap, int minimumGroup) {
    PenaltyCase two = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    PenaltyCase four =
        two.grouped("four groups", "race", List.of("a", "b", "c", "d"), 0, 1, 2, 0, -1, 1);
    for (PenaltyCase batch : List.of(two, four)) {
      Map<String, Object> settings = Map.of("gap", gap, "minimumGroup", minimumGroup);
      double expected = naive(batch, gap.equals("absolute"), minimumGroup);
      assertEquals(expected, value(batch, settings), 1e-14);
      assertTrue(expected > 0 || minimumGroup == 3);
    }
  }

  /** Over all ordered pairs of batches of two and three rows, drawn with replacement. */
  @Test
  void theMeanOverBatchesIsTheSquaredTrueDifference() {
    double[] first = {0.2, 0.8};
    double[] second = {0.4, 0.15, 0.5};
    double unbiased = 0;
    double plain = 0;
    for (int draw = 0; draw < 4 * 27; draw++) {
      int d = draw / 4;
      double[] drawn = {
        first[draw % 2], first[draw / 2 % 2], second[d % 3], second[d / 3 % 3], second[d / 9]
      };
      PenaltyCase batch = withProbabilities(drawn, 0, 0, 1, 1, 1);
      unbiased += value(batch, Map.of("gap", "unbiased")) / 108;
      plain += value(batch, Map.of()) / 108;
    }
    double difference = (0.2 + 0.8) / 2 - (0.4 + 0.15 + 0.5) / 3;
    assertEquals(difference * difference, unbiased, 1e-12);
    assertTrue(plain > 1.5 * unbiased, "chance adds " + (plain - unbiased));
  }

  private static PenaltyCase withProbabilities(double[] favourable, double... group) {
    return withLogits(Arrays.stream(favourable).map(p -> Math.log(p / (1 - p))).toArray(), group);
  }

  @Test
  void equalsTheSquaredGapAndItsGradient() {
    JsonObject oracle =
        Oracle.named(DemographicParityTest.class, "demographic_parity_penalty_squared_gap");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    JsonObject expected = oracle.getAsJsonObject("expected");
    double[] logits = Oracle.as(inputs.get("logits"), double[].class);
    PenaltyCase batch = withLogits(logits, Oracle.as(inputs.get("group"), double[].class));
    double[] gradient =
        TestTensors.in(
            scope -> {
              PenaltyContext context = batch.context(scope);
              Tensor value = penalty().prepare(batch.setup(Map.of())).evaluate(context);
              assertEquals(expected.get("penalty").getAsDouble(), value.item(), 1e-10);
              return value.gradient(context.embeddings()).toArray();
            });
    double[] byLogit = new double[logits.length];
    Arrays.setAll(byLogit, i -> gradient[i] / (2 * (1 - logits[i] * logits[i] / 4)));
    assertArrayEquals(Oracle.as(expected.get("grad"), double[].class), byLogit, 1e-10);
  }

  /** One token of one dimension: the case's model gives the logits 0 and 2 tanh(x). */
  private static PenaltyCase withLogits(double[] logits, double[] group) {
    int rows = logits.length;
    int[] lengths = new int[rows];
    Arrays.fill(lengths, 1);
    double[] words =
        Arrays.stream(logits).map(z -> 0.5 * Math.log((1 + z / 2) / (1 - z / 2))).toArray();
    int[] index = Arrays.stream(group).mapToInt(g -> (int) g).toArray();
    return new PenaltyCase(
        "given logits",
        Task.SEQUENCE_CLASSIFICATION,
        lengths,
        1,
        2,
        new int[rows][1],
        new int[rows],
        Map.of("g", new Groups(List.of("0", "1"), index)),
        Map.of(),
        new double[rows],
        1,
        0,
        words,
        new double[] {0, 2});
  }

  @Test
  void refusesAnUnknownColumnBeforeTraining() {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    GovernanceException e =
        assertThrows(
            GovernanceException.class,
            () -> penalty().prepare(batch.setup(Map.of("columns", List.of("race")))));
    assertTrue(e.getMessage().contains("[sex, age]"), e.getMessage());
  }

  private double value(PenaltyCase batch, Map<String, Object> settings) {
    return TestTensors.in(
        s -> penalty().prepare(batch.setup(settings)).evaluate(batch.context(s)).item());
  }

  private static double naive(PenaltyCase batch, boolean absolute, int minimumGroup) {
    double[] favourable = TestTensors.in(s -> batch.context(s).favourable().toArray());
    double sum = 0;
    for (Groups groups : batch.groups().values()) {
      int count = groups.names().size();
      double gaps = 0;
      int pairs = 0;
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < a; b++) {
          if (size(groups, a) >= minimumGroup && size(groups, b) >= minimumGroup) {
            double gap = mean(favourable, groups, a) - mean(favourable, groups, b);
            gaps += absolute ? Math.abs(gap) : gap * gap;
            pairs++;
          }
        }
      }
      sum += pairs == 0 ? 0 : gaps / pairs;
    }
    return sum / batch.groups().size();
  }

  private static long size(Groups groups, int group) {
    return Arrays.stream(groups.index()).filter(g -> g == group).count();
  }

  private static double mean(double[] values, Groups groups, int group) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += groups.index()[i] == group ? values[i] : 0;
    }
    return sum / size(groups, group);
  }
}
