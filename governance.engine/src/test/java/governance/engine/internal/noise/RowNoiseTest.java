package governance.engine.internal.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import governance.api.GovernanceException;
import governance.api.train.GradientPlan.NoiseSource;
import governance.engine.internal.TestDevice;
import governance.engine.internal.script.ScriptModule;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowNoiseTest {
  private static final int COUNT = 200_000;

  private final NDManager root = TestDevice.root();

  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  private float[] add(NoiseSource source, boolean parallel, float value, long step) {
    NDArray sums = root.full(new Shape(COUNT), value);
    NDArray more = root.full(new Shape(3, 5), value);
    new RowNoise(script, source, 7, parallel ? 3 : 1)
        .add(List.of(sums, more), null, 0.3, 0.5, step);
    float[] all = Arrays.copyOf(sums.toFloatArray(), COUNT + 15);
    System.arraycopy(more.toFloatArray(), 0, all, COUNT, 15);
    return all;
  }

  @Test
  void sumsKeepTheirValueOnAverageAndGetTheDeviation() {
    float[] noisy = add(NoiseSource.CRYPTOGRAPHIC, true, 2, 0);
    double mean = 0;
    double square = 0;
    for (float value : noisy) {
      mean += value / noisy.length;
      square += (value - 1.0) * (value - 1.0) / noisy.length;
    }
    assertEquals(1, mean, 5 * 0.15 / Math.sqrt(COUNT));
    assertEquals(0.15 * 0.15, square, 5 * 0.15 * 0.15 * Math.sqrt(2.0 / COUNT));
  }

  @Test
  void seededNoiseIsOfSeedAndStepWhateverTheThreads() {
    float[] first = add(NoiseSource.SEEDED, false, 1, 4);
    assertArrayEquals(first, add(NoiseSource.SEEDED, true, 1, 4));
    assertFalse(Arrays.equals(first, add(NoiseSource.SEEDED, true, 1, 5)));
  }

  @Test
  void cryptographicNoiseIsNeverTheSame() {
    float[] first = add(NoiseSource.CRYPTOGRAPHIC, true, 1, 4);
    float[] again = add(NoiseSource.CRYPTOGRAPHIC, true, 1, 4);
    int same = 0;
    for (int i = 0; i < first.length; i++) {
      same += first[i] == again[i] ? 1 : 0;
    }
    assertTrue(same < 10, same + " values are the same");
  }

  /**
   * One whose deviation is σ times the bound and all that rounding to its own grid can add to it.
   */
  @Test
  void roundingIsHiddenToo() {
    long values = 110_000_000;
    double deviation = RowNoise.deviation(2, 0.5, values);
    double apart = 0.5 + Math.sqrt(values) * Math.scalb(deviation, -20);
    assertEquals(2 * apart, deviation, 1e-12);
    assertEquals(1.02, deviation, 0.001);
    assertThrows(GovernanceException.class, () -> RowNoise.deviation(100, 1, values));
  }

  /** The same grid whatever the data, or the low bits of the result would tell of them. */
  @Test
  void resultsLieOnAGridThatDoesNotDependOnTheData() {
    double grid = Math.scalb(1.0, Math.getExponent(0.3) - 20) * 0.5;
    for (float value : new float[] {0, 1e-9f, 0.1234567f, -3.1f}) {
      for (float got : add(NoiseSource.CRYPTOGRAPHIC, false, value, 0)) {
        assertEquals(Math.rint(got / grid), got / grid);
      }
    }
  }

  @Test
  void sumsAreMadeWholeHoweverGreatTheyAre() {
    float half = 0.5f;
    float[] odd = {-(1 << 22) - half, -(1 << 22) - 3 * half, (1 << 22) + half, (1 << 23) + 1, half};
    float[] whole = {-(1 << 22), -(1 << 22) - 2, 1 << 22, (1 << 23) + 1, 0};
    assertArrayEquals(noisy(whole), noisy(odd));
    for (float value : noisy(odd)) {
      assertEquals(Math.rint(value), value);
    }
  }

  /** What is left of sums in steps of a grid of 1. */
  private float[] noisy(float[] units) {
    NDArray sums = root.create(units);
    RowNoise noise = new RowNoise(script, NoiseSource.SEEDED, 7, 1);
    noise.add(List.of(sums), null, Math.scalb(1.5, 20), 1, 0);
    return sums.toFloatArray();
  }

  @Test
  void theNormIsThatOfTheResult() {
    for (int threads = 1; threads <= 2; threads++) {
      NDArray sums = root.full(new Shape(COUNT), 3f);
      NDArray more = root.full(new Shape(7), -2f);
      RowNoise noise = new RowNoise(script, NoiseSource.SEEDED, 7, threads);
      double norm = noise.add(List.of(sums, more), null, 0.3, 0.5, 1);
      double squares = 0;
      for (float[] values : new float[][] {sums.toFloatArray(), more.toFloatArray()}) {
        for (float value : values) {
          squares += (double) value * value;
        }
      }
      assertEquals(Math.sqrt(squares), norm, 1e-6 * norm);
      sums.set(new NDIndex(5), Float.NaN);
      assertTrue(Double.isNaN(noise.add(List.of(sums), null, 0.3, 0.5, 2)));
    }
  }

  /** Rows that are not held count as 0, also where a piece ends inside a row. */
  @Test
  void whatRowsHoldThatAreNotMarkedIsNotRead() {
    int rows = 1000;
    int width = 100;
    float[] clean = new float[rows * width];
    float[] stale = new float[rows * width];
    BitSet held = new BitSet();
    for (int row = 0; row < rows; row++) {
      boolean holds = row % 3 == 0 || row == 327;
      held.set(row, holds);
      for (int i = row * width; i < (row + 1) * width; i++) {
        clean[i] = holds ? i % 7 : 0;
        stale[i] = holds ? i % 7 : Float.NaN;
      }
    }
    float[][] noisy = new float[2][];
    for (int i = 0; i < 2; i++) {
      NDArray sums = root.create(i == 0 ? clean : stale, new Shape(rows, width));
      RowNoise noise = new RowNoise(script, NoiseSource.SEEDED, 7, 1);
      noise.add(List.of(sums), i == 0 ? null : held, 0.3, 0.5, 2);
      noisy[i] = sums.toFloatArray();
    }
    assertArrayEquals(noisy[0], noisy[1]);
  }
}
