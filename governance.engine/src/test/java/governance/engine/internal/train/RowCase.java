package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import governance.api.train.GradientPlan.Clipping;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.rows.ClipRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Gradients of rows from one backward pass beside those from one backward pass each. */
final class RowCase {
  /** Losses of the rows of a batch, [B]. */
  interface Losses extends Function<Passes, NDArray> {}

  private final Trainer trainer;
  private final Parameters parameters;
  private final int rows;
  private final Losses losses;
  private final List<double[][]> each = new ArrayList<>();
  private final double[] norms;
  private boolean collect;

  RowCase(Trainer trainer, Parameters parameters, int rows, Losses losses) {
    this.trainer = trainer;
    this.parameters = parameters;
    this.rows = rows;
    this.losses = losses;
    norms = new double[rows];
    for (int i = 0; i < rows; i++) {
      each.add(alone(i));
      norms[i] = norm(each.get(i));
    }
  }

  /** Forces a collection between forward and backward from now on. */
  RowCase collecting() {
    collect = true;
    return this;
  }

  /** The batch's own forward pass with its own dropout, but the loss of one row. */
  private double[][] alone(int row) {
    trainer.begin();
    trainer.backward(1, passes -> losses.apply(passes).get(row));
    double[][] values = read();
    trainer.discard();
    return values;
  }

  private double[][] read() {
    return GradMode.off(
        () -> trainer.gradients().stream().map(RowCase::doubles).toArray(double[][]::new));
  }

  private static double[] doubles(NDArray array) {
    float[] values = array.toFloatArray();
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static double norm(double[][] values) {
    double sum = 0;
    for (double[] leaf : values) {
      for (double value : leaf) {
        sum += value * value;
      }
    }
    return Math.sqrt(sum);
  }

  double[] norms() {
    return norms;
  }

  /** Compares norms and sums for a bound that clips about half of the rows, in both forms. */
  void check(double tolerance) {
    double[] sorted = norms.clone();
    java.util.Arrays.sort(sorted);
    double bound = (sorted[(rows - 1) / 2] + sorted[rows / 2]) / 2;
    check(new ClipRule(Clipping.PER_SAMPLE, bound), tolerance);
    check(new ClipRule(Clipping.PER_SAMPLE_NORMALISED, bound), tolerance);
  }

  private void check(ClipRule rule, double tolerance) {
    trainer.begin();
    double[] got = new double[rows];
    trainer.backwardRows(
        rule,
        passes -> {
          NDArray sum = losses.apply(passes).sum();
          if (collect) {
            System.gc();
          }
          return sum;
        },
        found -> System.arraycopy(found.toDoubleArray(), 0, got, 0, rows));
    double[][] sums = read();
    trainer.discard();
    for (int i = 0; i < rows; i++) {
      assertEquals(norms[i], got[i], tolerance * norms[i], "norm of row " + i);
    }
    for (int leaf = 0; leaf < sums.length; leaf++) {
      compare(leaf, rule, sums[leaf], tolerance);
    }
  }

  private void compare(int leaf, ClipRule rule, double[] got, double tolerance) {
    double error = 0;
    double scale = 0;
    for (int i = 0; i < got.length; i++) {
      double wanted = 0;
      double size = 0;
      for (int row = 0; row < rows; row++) {
        double value = rule.factor(norms[row]) * each.get(row)[leaf][i];
        wanted += value;
        size += value * value;
      }
      error += (got[i] - wanted) * (got[i] - wanted);
      scale += size;
    }
    // relative to the rows' parts: where they cancel, the sum is smaller than what was added up
    double relative = Math.sqrt(error / Math.max(scale, 1e-30));
    assertTrue(relative <= tolerance, name(leaf) + " is off by " + relative);
  }

  private String name(int leaf) {
    List<Integer> trained = parameters.trained();
    List<Leaf> leaves = parameters.leaves();
    return leaf < trained.size() ? leaves.get(trained.get(leaf)).name() : "leaf " + leaf;
  }
}
