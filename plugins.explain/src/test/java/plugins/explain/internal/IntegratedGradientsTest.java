package plugins.explain.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.api.Settings;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Batch;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.testkit.Oracle;
import governance.testkit.TestTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegratedGradientsTest {
  private static final double NEVER = -1e6;

  /** Two networks of one function: the attribution depends on the function alone. */
  @ParameterizedTest
  @CsvSource({"ig.relu_paper_1,-1,0", "ig.relu_paper_2,0,-1"})
  void agreesWithThePapersNetworks(String name, double late, double early) {
    JsonObject oracle = Oracle.named(IntegratedGradientsTest.class, name);
    UnaryOperator<Tensor> f =
        x -> relu(relu(token(x, 0).add(early)).add(late).sub(relu(token(x, 1))));
    check(oracle, f, Map.of("rule", "midpoint", "steps", 100), 1e-12);
    check(oracle, f, Map.of(), oracle.get("tolerance").getAsDouble());
  }

  @Test
  void agreesWithTheClosedFormOfALayeredNetwork() {
    JsonObject oracle = Oracle.named(IntegratedGradientsTest.class, "ig.multilayer");
    UnaryOperator<Tensor> f =
        x -> {
          Tensor sum = token(x, 0).add(token(x, 1)).add(token(x, 2));
          return relu(sum.sub(10)).add(relu(sum.add(1)).mul(3)).sub(1);
        };
    check(oracle, f, Map.of("rule", "midpoint", "steps", 10), 1e-9);
    check(oracle, f, Map.of("steps", 200), oracle.get("tolerance").getAsDouble());
  }

  private static void check(
      JsonObject oracle, UnaryOperator<Tensor> f, Map<String, Object> settings, double tolerance) {
    double[] x = Oracle.as(oracle.getAsJsonObject("inputs").get("x"), double[].class);
    double[] expected =
        Oracle.as(oracle.getAsJsonObject("expected").get("attribution"), double[].class);
    TestTensors.in(
        scope -> {
          FormulaModel model = FormulaModel.of(scope, againstNever(f), x, 1, x.length, 1);
          Explanation got = explain(model, new PlainBatch(x.length), settings);
          Attribution only = got.attributions().get(0);
          assertEquals(0, only.target());
          assertEquals(-1, only.position());
          assertArrayEquals(expected, only.scores(), tolerance);
          double sum = Arrays.stream(expected).sum();
          assertEquals(sum, only.output() - only.baselineOutput(), 1e-9, "f(x) - f(0)");
          assertEquals(Math.abs(only.delta()), got.error().getAsDouble());
          return null;
        });
  }

  /** For f(x) = tanh(a·x) on a straight path from 0 the integral is aᵢxᵢ tanh(a·x) / a·x. */
  @Test
  void converges() {
    double[] x = {0.9, -0.4, 1.3, 0.2, -0.7, 0.5};
    double[] a = {1.1, 0.6, -0.3, 1.7, 0.2, 0.9};
    double dot = 0;
    for (int i = 0; i < x.length; i++) {
      dot += a[i] * x[i];
    }
    double slope = Math.tanh(dot) / dot;
    double[] expected = new double[3];
    for (int i = 0; i < x.length; i++) {
      expected[i / 2] += a[i] * x[i] * slope;
    }
    TestTensors.in(
        scope -> {
          UnaryOperator<Tensor> f =
              e -> e.mul(e.constant(a, 1, 3, 2)).sum(-1).sum(-1).unsqueeze(1).tanh();
          FormulaModel model = FormulaModel.of(scope, againstNever(f), x, 1, 3, 2);
          Explanation gauss = explain(model, new PlainBatch(3), Map.of("steps", 20));
          assertArrayEquals(expected, gauss.attributions().get(0).scores(), 1e-12);
          assertTrue(gauss.error().getAsDouble() < 1e-12);
          FormulaModel small = model.fitting(3);
          Explanation parts = explain(small, new PlainBatch(3), Map.of("steps", 20));
          assertArrayEquals(expected, parts.attributions().get(0).scores(), 1e-12);
          assertEquals(3, small.passes()[1], "the model bounds the points at once");
          double few = midpointError(model, 8);
          double many = midpointError(model, 32);
          assertEquals(16, few / many, 1, "the error falls with the square of the steps");
          return null;
        });
  }

  private static double midpointError(FormulaModel model, int steps) {
    Map<String, Object> settings = Map.of("rule", "midpoint", "steps", steps);
    return explain(model, new PlainBatch(3), settings).error().getAsDouble();
  }

  @Test
  void explainsTheProbabilityWhenAsked() {
    TestTensors.in(
        scope -> {
          double[] x = {0.8, -0.3};
          FormulaModel model =
              FormulaModel.of(scope, e -> token(e, 0).concat(1, token(e, 1)), x, 1, 2, 1);
          Explanation got =
              explain(model, new PlainBatch(2), Map.of("output", "probability", "steps", 40));
          double p = 1 / (1 + Math.exp(-0.8 - 0.3));
          Attribution only = got.attributions().get(0);
          assertEquals(p, only.output(), 1e-12);
          assertEquals(0.5, only.baselineOutput(), 1e-12);
          double perUnit = (p - 0.5) / 1.1;
          assertArrayEquals(new double[] {0.8 * perUnit, 0.3 * perUnit}, only.scores(), 1e-12);
          return null;
        });
  }

  @Test
  void textsOfOneBatchAreExplainedEachForItself() {
    TestTensors.in(
        scope -> {
          double[] x = new Random(5).doubles(3 * 4 * 2, -1, 1).toArray();
          Arrays.fill(x, 8 + 6, 8 + 8, 0);
          double[] w = new Random(6).doubles(2 * 3, -1, 1).toArray();
          UnaryOperator<Tensor> f = e -> e.tanh().sum(1).matmul(e.constant(w, 2, 3));
          List<String> names = List.of("a", "b", "c");
          Task task = Task.SEQUENCE_CLASSIFICATION;
          FormulaModel all = FormulaModel.of(task, names, scope, f, x, 3, 4, 2);
          Explanation together = explain(all, new PlainBatch(4, 3, 4), Map.of());
          for (int text = 0; text < 3; text++) {
            double[] own = Arrays.copyOfRange(x, text * 8, text * 8 + 8);
            FormulaModel alone = FormulaModel.of(task, names, scope, f, own, 1, 4, 2);
            int length = text == 1 ? 3 : 4;
            Attribution single =
                explain(alone, new PlainBatch(length), Map.of()).attributions().get(0);
            Attribution got = together.attributions().get(text);
            assertEquals(single.target(), got.target());
            assertEquals(length, got.scores().length);
            assertArrayEquals(single.scores(), got.scores(), 1e-12);
          }
          return null;
        });
  }

  @Test
  void rowsPerPassChangesMemoryAndNotTheResult() {
    TestTensors.in(
        scope -> {
          UnaryOperator<Tensor> f = againstNever(e -> token(e, 0).mul(token(e, 1)).tanh());
          FormulaModel model = FormulaModel.of(scope, f, new double[] {1, 2, 3, 4}, 2, 2, 1);
          Batch batch = new PlainBatch(2, 2);
          Explanation wide = explain(model, batch, Map.of("steps", 10, "rowsPerPass", 100));
          assertEquals(2, model.passes()[0]);
          assertEquals(20, model.passes()[1]);
          Arrays.fill(model.passes(), 0);
          Explanation narrow = explain(model, batch, Map.of("steps", 10, "rowsPerPass", 6));
          assertEquals(1 + 4, model.passes()[0]);
          assertEquals(6, model.passes()[1]);
          for (int text = 0; text < 2; text++) {
            assertArrayEquals(
                wide.attributions().get(text).scores(),
                narrow.attributions().get(text).scores(),
                1e-12);
          }
          return null;
        });
  }

  @Test
  void explainsTheFirstEntityTokenOfATaggedText() {
    List<String> tags = List.of("O", "B-A", "I-A");
    double[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    double[] x = {
      0, 0, 9, 2, 0, 1, 1, 3, 0, 0, 1, 5, 0, 9, 0, // special, O, B-A, I-A, special
      9, 0, 0, 3, 1, 2, 4, 0, 0, 5, 0, 1, 0, 0, 9 // special, O, O, O, special
    };
    TestTensors.in(
        scope -> {
          UnaryOperator<Tensor> f =
              e -> e.matmul(e.constant(identity, 3, 3)).mul(e.sum(1).sum(-1).reshape(-1, 1, 1));
          FormulaModel model =
              FormulaModel.of(Task.TOKEN_CLASSIFICATION, tags, scope, f, x, 2, 5, 3);
          Explanation got = explain(model, new PlainBatch(5, 5), Map.of("steps", 4));
          Attribution entity = got.attributions().get(0);
          assertEquals(1, entity.target());
          assertEquals(2, entity.position());
          double[] sums = {9, 3, 4, 6, 9};
          double total = 31;
          assertEquals(3 * total, entity.output(), 1e-12);
          for (int token = 0; token < 5; token++) {
            double expected = 3 * sums[token] / 2 + (token == 2 ? 3 * total / 2 : 0);
            assertEquals(expected, entity.scores()[token], 1e-9);
          }
          Attribution none = got.attributions().get(1);
          assertEquals(0, none.target());
          assertEquals(1, none.position(), "the first word");
          return null;
        });
  }

  /** A rule of n points integrates x^k exactly up to k = 2n − 1. */
  @ParameterizedTest
  @CsvSource({"1", "2", "5", "32", "101"})
  void gaussLegendreIsExactForPolynomials(int n) {
    Quadrature rule = Quadrature.of(Quadrature.Rule.GAUSS_LEGENDRE, n);
    for (int power = 0; power < 2 * n; power++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += rule.weights()[i] * Math.pow(rule.points()[i], power);
      }
      assertEquals(1.0 / (power + 1), sum, 1e-13, "x^" + power);
    }
  }

  private static Explanation explain(
      FormulaModel model, Batch batch, Map<String, Object> settings) {
    return new IntegratedGradients()
        .explain(model, batch, Settings.of("explain.integrated-gradients", settings));
  }

  private static UnaryOperator<Tensor> againstNever(UnaryOperator<Tensor> f) {
    return x -> {
      Tensor value = f.apply(x);
      return value.concat(1, value.mul(0).add(NEVER));
    };
  }

  private static Tensor token(Tensor x, int index) {
    return x.slice(1, index, index + 1).squeeze(1);
  }

  private static Tensor relu(Tensor x) {
    return x.clampMin(0);
  }
}
