package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import governance.api.train.GradientPlan.Clipping;
import governance.engine.internal.rows.ClipRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Abadi et al. 2016, algorithm 1: clip each row's gradient, sum, add noise, divide. */
class PerSampleClippingTest {
  @Test
  void theSumIsThatOfTheClippedRowGradients() {
    try (TinyTraining t = TinyTraining.sequence(0)) {
      int[][] rows = t.rows(4);
      List<double[]> each = new ArrayList<>();
      for (int[] row : rows) {
        t.trainer.begin();
        t.trainer.backward(1, t.loss(new int[][] {row}, label(row)));
        each.add(flat(t));
        t.trainer.discard();
      }
      double bound = norm(each.get(0)) * 0.9;
      double[] expected = new double[each.get(0).length];
      int clipped = 0;
      for (double[] gradient : each) {
        double factor = Math.min(1, bound / norm(gradient));
        clipped += factor < 1 ? 1 : 0;
        for (int i = 0; i < expected.length; i++) {
          expected[i] += factor * gradient[i];
        }
      }
      assertTrue(clipped > 0);
      t.trainer.begin();
      for (int[] row : rows) {
        t.trainer.backwardClipped(
            new ClipRule(Clipping.PER_SAMPLE, bound), t.loss(new int[][] {row}, label(row)));
      }
      double[] got = flat(t);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], got[i], 2e-6, "value " + i);
      }
      t.trainer.discard();
    }
  }

  @Test
  void noiseHasTheDeviationAskedForAndAlsoReachesUnusedRows() {
    try (TinyTraining t = TinyTraining.sequence(0)) {
      int[][] rows = t.rows(4);
      t.trainer.begin();
      t.trainer.backwardClipped(
          new ClipRule(Clipping.PER_SAMPLE, 1e-9), t.loss(new int[][] {rows[0]}, label(rows[0])));
      t.trainer.privatise(0.5, 1, 0.25);
      double[] got = flat(t);
      assertEquals(0.125, norm(got) / Math.sqrt(got.length), 0.125 * 5 / Math.sqrt(got.length));
      double norm = t.trainer.norm();
      assertEquals(norm(got), norm, 1e-4 * norm);
      t.trainer.apply();
      t.trainer.read();
      t.trainer.begin();
      t.trainer.backwardClipped(
          new ClipRule(Clipping.PER_SAMPLE, 1e-9), t.loss(new int[][] {rows[0]}, label(rows[0])));
      assertTrue(norm(flat(t)) < 1e-8, "the noise of a step ends with it");
      t.trainer.discard();
    }
  }

  private static long[] label(int[] row) {
    return new long[] {row[1] % 3};
  }

  private static double[] flat(TinyTraining t) {
    List<Float> all = new ArrayList<>();
    for (NDArray g : t.trainer.gradients()) {
      for (float value : g.toFloatArray()) {
        all.add(value);
      }
    }
    return all.stream().mapToDouble(Float::doubleValue).toArray();
  }

  private static double norm(double[] values) {
    double square = 0;
    for (double value : values) {
      square += value * value;
    }
    return Math.sqrt(square);
  }
}
