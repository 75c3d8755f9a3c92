package governance.engine.internal.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TensorValueTest {
  private static final double[] V = {-2, -0.5, 0, 0.25, 1, 3};

  private static void each(UnaryOperator<Tensor> operation, DoubleUnaryOperator plain) {
    Native.in(
        space -> {
          double[] expected = Arrays.stream(V).map(plain).toArray();
          double[] got = operation.apply(space.constant64(V, V.length)).toArray();
          assertArrayEquals(expected, got, 1e-12);
          float[] narrow = new float[V.length];
          for (int i = 0; i < V.length; i++) {
            narrow[i] = (float) V[i];
          }
          assertArrayEquals(
              expected, operation.apply(space.constant(narrow, V.length)).toArray(), 1e-5);
        });
  }

  @Test
  void elementwiseOperationsEqualJavas() {
    each(x -> x.add(0.1), v -> v + 0.1);
    each(x -> x.sub(0.1), v -> v - 0.1);
    each(x -> x.mul(0.1), v -> v * 0.1);
    each(x -> x.div(0.1), v -> v / 0.1);
    each(Tensor::neg, v -> -v);
    each(x -> x.pow(3), v -> v * v * v);
    each(Tensor::square, v -> v * v);
    each(x -> x.abs().sqrt(), v -> Math.sqrt(Math.abs(v)));
    each(Tensor::exp, Math::exp);
    each(x -> x.abs().add(1).log(), v -> Math.log(Math.abs(v) + 1));
    each(Tensor::abs, Math::abs);
    each(Tensor::sigmoid, v -> 1 / (1 + Math.exp(-v)));
    each(Tensor::tanh, Math::tanh);
    each(x -> x.clampMin(0.1), v -> Math.max(v, 0.1));
    each(x -> x.clampMax(0.1), v -> Math.min(v, 0.1));
    each(x -> x.maximum(x.square()), v -> Math.max(v, v * v));
    each(x -> x.minimum(x.square()), v -> Math.min(v, v * v));
    each(x -> x.eq(x.constant(1)), v -> v == 1 ? 1 : 0);
    each(x -> x.gt(x.constant(0)), v -> v > 0 ? 1 : 0);
    each(x -> x.where(x.constant(7), x), v -> v != 0 ? 7 : v);
  }

  @Test
  void arithmeticOfTwoTensorsBroadcasts() {
    Native.in(
        space -> {
          Tensor column = space.constant64(new double[] {2, 4}, 2, 1);
          Tensor row = space.constant64(new double[] {1, 2, 8}, 3);
          assertArrayEquals(new double[] {3, 4, 10, 5, 6, 12}, column.add(row).toArray(), 0);
          assertArrayEquals(new double[] {1, 0, -6, 3, 2, -4}, column.sub(row).toArray(), 0);
          assertArrayEquals(new double[] {2, 4, 16, 4, 8, 32}, column.mul(row).toArray(), 0);
          assertArrayEquals(new double[] {2, 1, .25, 4, 2, .5}, column.div(row).toArray(), 0);
          assertArrayEquals(new long[] {2, 3}, column.div(row).shape());
        });
  }

  private static void result(Tensor got, long[] shape, double... values) {
    assertArrayEquals(shape, got.shape());
    assertArrayEquals(values, got.toArray(), 1e-12);
  }

  @Test
  void reductionsCountAxesFromBothEnds() {
    Native.in(
        space -> {
          Tensor x = space.constant64(new double[] {1, 5, 3, 4, 2, 9}, 2, 3);
          result(x.sum(), new long[0], 24);
          result(x.sum(0), new long[] {3}, 5, 7, 12);
          result(x.sum(-1), new long[] {2}, 9, 15);
          result(x.mean(), new long[0], 4);
          result(x.mean(-2), new long[] {3}, 2.5, 3.5, 6);
          result(x.max(), new long[0], 9);
          result(x.max(1), new long[] {2}, 5, 9);
          result(x.min(0), new long[] {3}, 1, 2, 3);
          result(x.argMax(-1), new long[] {2}, 1, 2);
          result(x.norm(1), new long[] {2}, Math.sqrt(35), Math.sqrt(101));
          result(x.cumSum(1), new long[] {2, 3}, 1, 6, 9, 4, 6, 15);
          result(x.sort(-1), new long[] {2, 3}, 1, 3, 5, 2, 4, 9);
          double lse = Math.log(Math.exp(1) + Math.exp(5) + Math.exp(3));
          assertEquals(lse, x.logSumExp(1).toArray()[0], 1e-12);
          assertEquals(
              1000 + Math.log(2),
              x.constant(new double[] {1000, 1000}, 2).logSumExp(0).item(),
              1e-9);
        });
  }

  @Test
  void probabilitiesAndProductsEqualTheDefinition() {
    Native.in(
        space -> {
          Tensor x = space.constant64(new double[] {0, 1, 2, 0}, 2, 2);
          double p = 1 / (1 + Math.E);
          double q = 1 / (1 + Math.exp(2));
          result(x.softmax(1), new long[] {2, 2}, p, 1 - p, 1 - q, q);
          result(
              x.logSoftmax(-1),
              new long[] {2, 2},
              Math.log(p),
              Math.log(1 - p),
              Math.log(1 - q),
              Math.log(q));
          result(x.matmul(x), new long[] {2, 2}, 2, 0, 0, 2);
          result(x.cdist(x), new long[] {2, 2}, 0, Math.sqrt(5), Math.sqrt(5), 0);
          result(x.unsqueeze(0).matmul(x.unsqueeze(0)), new long[] {1, 2, 2}, 2, 0, 0, 2);
        });
  }

  @Test
  void shapesChangeWithoutTouchingValues() {
    Native.in(
        space -> {
          Tensor x = space.constant64(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
          result(x.reshape(3, -1), new long[] {3, 2}, 1, 2, 3, 4, 5, 6);
          result(x.transpose(0, 1), new long[] {3, 2}, 1, 4, 2, 5, 3, 6);
          result(x.unsqueeze(-1), new long[] {2, 3, 1}, 1, 2, 3, 4, 5, 6);
          result(x.unsqueeze(1).squeeze(1), new long[] {2, 3}, 1, 2, 3, 4, 5, 6);
          result(x.slice(1, 1, 3), new long[] {2, 2}, 2, 3, 5, 6);
          result(x.slice(-1, 2, 2), new long[] {2, 0});
          result(
              x.select(1, x.constant(new double[] {2, 0, 2}, 3)),
              new long[] {2, 3},
              3,
              1,
              3,
              6,
              4,
              6);
          result(x.gather(1, x.constant(new double[] {2, 0}, 2, 1)), new long[] {2, 1}, 3, 4);
          result(x.concat(-1, x.slice(1, 0, 1)), new long[] {2, 4}, 1, 2, 3, 1, 4, 5, 6, 4);
          assertEquals(3, x.size(-1));
          assertEquals(0, x.slice(0, 0, 0).sum().item());
        });
  }

  @Test
  void constantsKeepTypeAndDoublePrecision() {
    Native.in(
        space -> {
          Tensor wide = space.constant64(new double[] {1}, 1);
          assertEquals(0.1, wide.constant(0.1).item(), 0);
          assertEquals(0, wide.constant(0.1).shape().length);
          Tensor narrow = space.constant(new float[] {1}, 1);
          assertEquals((float) 0.1, narrow.constant(0.1).item(), 0);
          assertEquals((float) 0.1, narrow.constant(new double[] {0.1}, 1, 1).item(), 0);
          assertTrue(narrow.constant(Double.NaN).item() != 0);
        });
  }

  private static void refused(String part, Supplier<?> call) {
    String message = assertThrows(IllegalArgumentException.class, call::get).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.length() < 300, message);
  }

  @Test
  void whatDoesNotFitIsOneShortError() {
    Native.in(
        space -> {
          Tensor x = space.constant64(new double[6], 2, 3);
          refused("axis 2 of a tensor of shape [2, 3]; allowed: -2 to 1", () -> x.sum(2));
          refused("axis -3", () -> x.softmax(-3));
          refused("allowed: none", () -> x.sum().max(0));
          refused("size of tensor", () -> x.add(space.constant64(new double[2], 2)));
          refused("mat1 and mat2", () -> x.matmul(x));
          refused("constant: 3 values for shape [2]", () -> x.constant(new double[3], 2));
          refused("invalid for input of size 6", () -> x.reshape(4, 4));
          refused("has not length 1", () -> x.squeeze(0));
          refused("elements 1 to 4 of an axis of length 3", () -> x.slice(1, 1, 4));
          refused("elements 2 to 1", () -> x.slice(1, 2, 1));
          refused("out of DATA bounds, id=3", () -> x.select(1, x.constant(new double[] {3}, 1)));
          refused("the tensor has shape [2, 3]", x::item);
          refused("not a java.lang.String", () -> x.adapt(String.class));
          refused("not a tensor of the engine", () -> x.add((Tensor) null));
          refused("does not require grad", () -> x.square().gradient(x));
        });
  }
}
