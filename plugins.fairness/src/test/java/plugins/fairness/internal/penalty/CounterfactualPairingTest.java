package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.testkit.CaseBuffers;
import governance.testkit.Oracle;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterfactualPairingTest extends PenaltyContract {
  private static final Map<String, Object> ALL =
      Map.of("pairs", List.of("text=document"), "share", 1.0);

  @Override
  protected Penalty penalty() {
    return new CounterfactualPairing();
  }

  @Override
  protected Map<String, Object> settings() {
    return ALL;
  }

  @Override
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION);
  }

  @Nested
  class OfAngles extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new CounterfactualPairing();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("pairs", List.of("text=document"), "share", 1.0, "distance", "cosine");
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.SEQUENCE_CLASSIFICATION);
    }
  }

  /** Cosine loss is negative there and counts from 1 here. */
  @ParameterizedTest
  @CsvSource({"mse,SQUARED,0", "abs,ABSOLUTE,0", "cosine,COSINE,1"})
  void equalsTheNumbersOfModelRemediation(String name, Distance distance, double offset) {
    JsonObject oracle =
        Oracle.named(CounterfactualPairingTest.class, "counterfactual.pairwise_" + name);
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    JsonObject expected = oracle.getAsJsonObject("expected");
    double tolerance = oracle.get("tolerance").getAsDouble();
    double[] two = each(distance, inputs, "original", "counterfactual");
    double mean = Arrays.stream(two).average().orElseThrow() - offset;
    assertEquals(expected.get("unweighted").getAsDouble(), mean, tolerance);
    double scalar = inputs.get("scalar_weight").getAsDouble();
    assertEquals(expected.get("scalar_weighted").getAsDouble(), scalar * mean, tolerance);
    double[] three = each(distance, inputs, "original_3", "counterfactual_3");
    double[] weights = Oracle.as(inputs.get("row_weight"), double[].class);
    double sum = 0;
    for (int i = 0; i < three.length; i++) {
      sum += weights[i] * (three[i] - offset) / three.length;
    }
    assertEquals(expected.get("row_weighted").getAsDouble(), sum, tolerance);
  }

  private static double[] each(Distance distance, JsonObject inputs, String a, String b) {
    double[][] original = Oracle.as(inputs.get(a), double[][].class);
    double[][] other = Oracle.as(inputs.get(b), double[][].class);
    return TestTensors.in(
        scope -> {
          long[] shape = {original.length, original[0].length};
          Tensor left = scope.constant(flat(original), shape);
          return distance.of(left, scope.constant(flat(other), shape)).toArray();
        });
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void rowsWithoutATermCountZeroAndADrawnRowStandsForAll() {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    double all = GivenLogits.value(penalty(), batch, ALL);
    assertTrue(all > 0);
    Map<String, Object> none = Map.of("pairs", List.of("he=she"), "share", 1.0);
    assertEquals(0, GivenLogits.value(penalty(), batch, none), 0);
    // of equal rows each stands for all, and half of the texts have the term
    PenaltyCase equal = batch.rows("equal", 0, 0, 3, 3);
    Map<String, Object> drawn = Map.of("pairs", List.of("1=one"), "share", 0.01);
    Map<String, Object> both = Map.of("pairs", List.of("1=one"), "share", 1.0);
    double one = GivenLogits.value(penalty(), equal, drawn);
    assertEquals(GivenLogits.value(penalty(), equal, both), one, 1e-12);
  }

  /** In the last of four steps the gradient is that of four; between, the value stays. */
  @Test
  void rowsOfSeveralStepsArePassedTogether() {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION).rows("equal", 0, 0, 0, 0);
    Map<String, Object> each = Map.of("pairs", List.of("text=document"), "share", 0.25, "every", 1);
    Map<String, Object> fourth = Map.of("pairs", List.of("text=document"), "share", 0.25);
    PenaltyTerm plain = penalty().prepare(batch.setup(each));
    PenaltyTerm together = penalty().prepare(batch.setup(fourth));
    assertTrue(plain.buffers().isEmpty());
    double[] one = GivenLogits.gradient(plain, batch, CaseBuffers.of(plain));
    CaseBuffers kept = CaseBuffers.of(together);
    double[] four = GivenLogits.gradient(together, batch, kept);
    kept.endStep();
    assertEquals(Arrays.stream(one).sum() * 4, Arrays.stream(four).sum(), 1e-6);
    assertTrue(Arrays.stream(one).anyMatch(g -> Math.abs(g) > 1e-6));
    assertEquals(GivenLogits.value(penalty(), batch, each), kept.values("value")[0], 1e-9);
    double between =
        TestTensors.in(s -> together.evaluate(atStep(batch.context(s, together, kept), 4)).item());
    assertEquals(kept.values("value")[0], between, 1e-9);
  }

  private static PenaltyContext atStep(PenaltyContext context, long step) {
    return (PenaltyContext)
        Proxy.newProxyInstance(
            PenaltyContext.class.getClassLoader(),
            new Class<?>[] {PenaltyContext.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("forward")) {
                throw new AssertionError("a second pass between");
              }
              return method.getName().equals("step") ? step : method.invoke(context, arguments);
            });
  }

  @Test
  void termsAreThoseOfAugmentation() {
    assertThrows(GovernanceException.class, () -> prepared(Map.of("language", "de")));
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> prepared(Map.of("pairs", List.of("he"))));
    assertTrue(e.getMessage().contains("setting pairs"), e.getMessage());
    prepared(Map.of("language", "de", "pairs", List.of("er=sie")));
  }

  private PenaltyTerm prepared(Map<String, Object> settings) {
    return penalty().prepare(PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION).setup(settings));
  }
}
