package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyTerm;
import governance.testkit.CaseBuffers;
import governance.testkit.Oracle;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plugins.fairness.internal.penalty.MaximumMeanDiscrepancy.Discrepancy;

class MaximumMeanDiscrepancyTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new MaximumMeanDiscrepancy();
  }

  @Nested
  class OfLaplaceKernelsWithMemory extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new MaximumMeanDiscrepancy();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("kernel", "laplace", "length", 0.3, "classes", "all", "memory", 8);
    }
  }

  @Nested
  class OfTheMedianHeuristic extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new MaximumMeanDiscrepancy();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("kernel", "median");
    }
  }

  /** Two classes whose favourable probability is the oracle's prediction, or its sigmoid. */
  static PenaltyCase probabilities(JsonObject oracle, boolean sigmoid) {
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    double[] given = Oracle.as(inputs.get("predictions"), double[].class);
    double[][] logits =
        Arrays.stream(given)
            .map(v -> sigmoid ? v : Math.log(v / (1 - v)))
            .mapToObj(z -> new double[] {0, z})
            .toArray(double[][]::new);
    int[] member = Oracle.as(inputs.get("membership"), int[].class);
    return GivenLogits.of(logits, new int[given.length], weights(inputs, given.length), member);
  }

  private static double[] weights(JsonObject inputs, int rows) {
    JsonElement given = inputs.get("sample_weight");
    return given.isJsonNull() ? GivenLogits.ones(rows) : Oracle.as(given, double[].class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mmd.gaussian", "mmd.gaussian_neg_corr", "mmd.gaussian_weighted",
        "mmd.gaussian_zero_weights", "mmd.laplace", "mmd.laplace_weighted",
        "mmd.laplace_neg_corr_weighted", "adjusted_mmd", "adjusted_mmd_weighted",
        "adjusted_mmd_neg_corr_weighted"
      })
  void equalsTheNumbersOfMinDiff(String name) {
    JsonObject oracle = Oracle.named(MaximumMeanDiscrepancyTest.class, "mindiff." + name);
    String kernel = oracle.getAsJsonObject("inputs").get("kernel").getAsString();
    Map<String, Object> settings =
        Map.of("kernel", kernel, "rowWeights", true, "adjusted", name.startsWith("adjusted"));
    double value = GivenLogits.value(penalty(), probabilities(oracle, true), settings);
    double tolerance = oracle.get("tolerance").getAsDouble();
    assertEquals(oracle.get("expected").getAsDouble(), value, tolerance);
  }

  @Test
  void equalsMinDiffOnScoresOfTwoDimensions() {
    JsonObject oracle = Oracle.named(MaximumMeanDiscrepancyTest.class, "mindiff.mmd.gaussian_2d");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    double[][] given = Oracle.as(inputs.get("predictions"), double[][].class);
    double[] flat =
        Arrays.stream(given)
            .flatMapToDouble(Arrays::stream)
            .map(v -> 1 / (1 + Math.exp(-v)))
            .toArray();
    double[] weights = weights(inputs, given.length);
    int[] member = Oracle.as(inputs.get("membership"), int[].class);
    double[] mass = new double[2 * member.length];
    for (int i = 0; i < member.length; i++) {
      mass[2 * i + member[i]] = weights[i];
    }
    double value =
        TestTensors.in(
            scope -> {
              Tensor scores = scope.constant(flat, given.length, 2);
              Pool pool = new Pool(scores, scope.constant(mass, given.length, 2));
              Discrepancy of = new Discrepancy(Kernel.GAUSSIAN, 0.1, false);
              return of.of(pool, 0.5, new Precision()).item();
            });
    assertEquals(oracle.get("expected").getAsDouble(), value, 1e-5);
  }

  @Test
  void theGradientIsThatOfMinDiff() {
    JsonObject oracle =
        Oracle.named(MaximumMeanDiscrepancyTest.class, "mindiff.mmd.gaussian_gradient");
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    double[] variables = Oracle.as(inputs.get("variables"), double[].class);
    double[][] logits =
        Arrays.stream(variables).mapToObj(v -> new double[] {0, 3 * v}).toArray(double[][]::new);
    int[] member = Oracle.as(inputs.get("membership"), int[].class);
    double[] weights = weights(inputs, 5);
    PenaltyCase batch = GivenLogits.of(logits, new int[5], weights, member);
    PenaltyTerm term = penalty().prepare(batch.setup(Map.of("rowWeights", true)));
    double[] slope = GivenLogits.gradient(term, batch, CaseBuffers.of(term));
    double[] got = new double[5];
    Arrays.setAll(got, i -> 3 * slope[2 * i + 1]);
    JsonObject expected = oracle.getAsJsonObject("expected");
    assertArrayEquals(Oracle.as(expected.get("dloss_dvariables"), double[].class), got, 1e-5);
  }

  /** The median of the distances above 0, and three groups by a loop over pairs. */
  @Test
  void theMedianHeuristicEqualsTheLoopOverThreeGroups() {
    double[] p = {0.1, 0.25, 0.6, 0.9, 0.4};
    int[] groups = {0, 1, 1, 2, 0};
    double[] distances = new double[10];
    int n = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < i; j++) {
        distances[n++] = Math.abs(p[i] - p[j]);
      }
    }
    Arrays.sort(distances);
    double median = distances[5];
    double expected = 0;
    for (int g = 0; g < 3; g++) {
      for (int h = 0; h < 3; h++) {
        if (g != h) {
          expected +=
              (mean(p, groups, g, g, median)
                      + mean(p, groups, h, h, median)
                      - 2 * mean(p, groups, g, h, median))
                  / 6;
        }
      }
    }
    PenaltyCase batch = GivenLogits.probabilities(p, new int[5], groups);
    assertEquals(expected, GivenLogits.value(penalty(), batch, Map.of("kernel", "median")), 1e-12);
  }

  private static double mean(double[] p, int[] groups, int g, int h, double median) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p.length; j++) {
        if (groups[i] == g && groups[j] == h) {
          sum += Math.exp(-Math.pow(p[i] - p[j], 2) / (2 * median * median));
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  /** What was kept counts as if it stood in the batch; the gradient keeps its scale. */
  @Test
  void rowsOfEarlierBatchesAreComparedToo() {
    double[] p = {0.2, 0.8, 0.3, 0.6};
    PenaltyCase batch = GivenLogits.probabilities(p, new int[4], 0, 0, 1, 1);
    double once = GivenLogits.value(penalty(), batch, Map.of());
    PenaltyTerm term = penalty().prepare(batch.setup(Map.of("memory", 6)));
    CaseBuffers buffers = CaseBuffers.of(term);
    double[] slope = GivenLogits.gradient(term, batch, buffers);
    buffers.endStep();
    assertEquals(once, GivenLogits.step(term, batch, buffers), 1e-12);
    double[] again = GivenLogits.gradient(term, batch.rows("all", 0, 1, 2, 3), buffers);
    assertTrue(Arrays.stream(buffers.values("rows")).filter(v -> v == 1).count() == 6);
    for (int i = 0; i < slope.length; i++) {
      assertEquals(Math.signum(slope[i]), Math.signum(again[i]), 0);
    }
  }
}
