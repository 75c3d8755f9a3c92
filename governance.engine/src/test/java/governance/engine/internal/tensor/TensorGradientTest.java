package governance.engine.internal.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TensorGradientTest {
  private static final long[] SHAPE = {3, 4};
  private static final double[] AT = {
    0.31, 1.47, 0.83, 1.91, 0.55, 1.12, 1.73, 0.24, 1.36, 0.67, 0.98, 1.59
  };

  /** A weighted sum, so that no error of one element is hidden by another. */
  private static Tensor scalar(UnaryOperator<Tensor> operation, Tensor x) {
    Tensor y = operation.apply(x);
    Tensor flat = y.reshape(-1);
    double[] weights = new double[(int) flat.size(0)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.5 + Math.sin(i + 1.0);
    }
    return flat.mul(x.constant(weights, weights.length)).sum();
  }

  static double[] differences(UnaryOperator<Tensor> f, double[] at, long... shape) {
    double[] slope = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += 1e-5;
      down[i] -= 1e-5;
      double[] two = new double[2];
      Native.in(
          space -> {
            two[0] = f.apply(Native.of(space, shape, up)).item();
            two[1] = f.apply(Native.of(space, shape, down)).item();
          });
      slope[i] = (two[0] - two[1]) / 2e-5;
    }
    return slope;
  }

  @TestFactory
  Stream<DynamicTest> everyGradientEqualsFiniteDifferences() {
    return Operations.all().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getValue(), AT, SHAPE)));
  }

  private static void check(UnaryOperator<Tensor> operation, double[] at, long... shape) {
    double[] expected = differences(x -> scalar(operation, x), at, shape);
    Native.in(
        space -> {
          Tensor x = Native.of(space, shape, at);
          assertArrayEquals(expected, scalar(operation, x).gradient(x).toArray(), 1e-7);
        });
  }

  /** Repeated, since the engine optimises a method after its first calls. */
  @TestFactory
  Stream<DynamicTest> everyGradientCanBeDifferentiatedAgainAndAgain() {
    return Operations.all().entrySet().stream()
        .filter(e -> !e.getKey().equals("gradient"))
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> checkSecond(e.getValue())));
  }

  private static void checkSecond(UnaryOperator<Tensor> operation) {
    UnaryOperator<Tensor> length = x -> scalar(operation, x).exp().gradient(x).square().sum();
    double[] expected = differences(length, AT, SHAPE);
    double size = 1;
    for (double e : expected) {
      size = Math.max(size, Math.abs(e));
    }
    for (int i = 0; i < 5; i++) {
      double scale = size;
      Native.in(
          space -> {
            Tensor x = Native.of(space, SHAPE, AT);
            double[] got = length.apply(x).gradient(x).toArray();
            for (int j = 0; j < got.length; j++) {
              assertEquals(expected[j] / scale, got[j] / scale, 1e-7);
            }
          });
    }
  }

  @TestFactory
  Stream<DynamicTest> aCollectionBeforeBackwardChangesNothing() {
    return Operations.families().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> checkCollected(e.getValue())));
  }

  private static void checkCollected(Map<String, UnaryOperator<Tensor>> family) {
    Native.in(
        space -> {
          Tensor x = Native.of(space, SHAPE, AT);
          List<double[]> expected = new ArrayList<>();
          family.values().forEach(f -> expected.add(scalar(f, x).gradient(x).toArray()));
          for (int i = 0; i < 50; i++) {
            List<Tensor> made = family.values().stream().map(f -> scalar(f, x)).toList();
            System.gc();
            for (int j = 0; j < made.size(); j++) {
              assertArrayEquals(expected.get(j), made.get(j).gradient(x).toArray(), 0);
            }
          }
        });
  }

  @Test
  void manyRowsOfDistancesEqualThePairwiseDefinitionInValueAndGradient() {
    int n = 40;
    int d = 60;
    double[] at = new double[n * d];
    for (int i = 0; i < at.length; i++) {
      at[i] = 3 + Math.sin(i * 0.7) + (i / d % 3 == 0 ? 0 : Math.cos(i));
    }
    System.arraycopy(at, 0, at, 7 * d, d);
    at[7 * d] += 1e-6;
    System.arraycopy(at, d, at, 8 * d, d);
    Native.in(
        space -> {
          Tensor x = Native.of(space, new long[] {n, d}, at);
          Tensor fast = x.cdist(x.add(0));
          Tensor plain = x.unsqueeze(1).sub(x.unsqueeze(0)).norm(2);
          assertArrayEquals(plain.toArray(), fast.toArray(), 1e-9);
          assertEquals(0, fast.toArray()[n + 8], 0);
          assertArrayEquals(
              plain.square().gradient(x).toArray(), fast.square().gradient(x).toArray(), 1e-9);
          double[] slope = fast.gradient(x).toArray();
          double[] same = plain.gradient(x).toArray();
          assertArrayEquals(same, slope, 1e-6);
        });
  }

  @Test
  void gradientsAtZeroAreZeroAndStayFiniteInTheSecondDerivative() {
    Native.in(
        space -> {
          Tensor x = Native.of(space, new long[] {2, 2}, 0, 0, 0, 0);
          for (Tensor y : new Tensor[] {x.norm(1), x.sqrt(), x.abs(), x.cdist(x)}) {
            Tensor slope = y.gradient(x);
            assertArrayEquals(new double[4], slope.toArray(), 0);
            if (y.shape().length == 1) {
              assertArrayEquals(new double[4], slope.square().gradient(x).toArray(), 0);
            }
          }
        });
  }

  @Test
  void theSumOfGradientsIsTakenForSeveralOutputs() {
    Native.in(
        space -> {
          Tensor x = Native.of(space, new long[] {2}, 3, 5);
          assertArrayEquals(new double[] {6, 10}, x.square().gradient(x).toArray(), 1e-12);
          Tensor middle = x.mul(2);
          assertArrayEquals(new double[] {1, 1}, middle.gradient(middle).toArray(), 0);
          assertArrayEquals(
              new double[] {12, 20}, middle.square().gradient(middle).toArray(), 1e-12);
        });
  }

  @Test
  void comparisonsAndDetachCarryNoGradient() {
    Native.in(
        space -> {
          Tensor x = Native.of(space, new long[] {2}, 3, 5);
          Tensor y = x.mul(x.detach()).add(x.gt(x.constant(4))).add(x.eq(x.constant(5)));
          assertArrayEquals(new double[] {3, 5}, y.gradient(x).toArray(), 0);
        });
  }
}
