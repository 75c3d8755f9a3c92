package governance.engine.internal.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that numbers come from, and their probabilities together. */
class CellRestsTest {
  private static final byte[] KEY = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
  private static final int CELLS = RoundedGaussian.CELLS;
  private static final int WIDTH = 1 << RoundedGaussian.WIDTH_BITS;

  /** Rectangle and rest of each cell: the exact probability, summed number by number. */
  @ParameterizedTest
  @ValueSource(doubles = {1 << 20, 1234567.8, (1 << 21) - 1})
  void partsAddUpToTheCurve(double deviation) {
    RoundedGaussian normal = new RoundedGaussian(deviation);
    CellCurve curve = new CellCurve(deviation);
    double divergence = 0;
    double all = 2 * curve.above(CellCurve.first(CELLS - 1));
    for (int cell = 1 - CELLS; cell < CELLS - 1; cell++) {
      double exact = 0;
      for (long i = CellCurve.first(cell); i <= CellCurve.last(cell); i++) {
        exact += curve.at(i);
      }
      all += exact;
      assertEquals(exact, curve.of(cell), 1e-12 * exact);
      double error = normal.probability(cell) - curve.of(cell);
      divergence += error * error / curve.of(cell);
      assertTrue(curve.bend(cell) >= bend(curve, cell), "cell " + cell + " bends more");
    }
    assertEquals(1, all, 1e-12);
    assertTrue(divergence < 0x1p-90, "chi-square divergence " + divergence);
  }

  private static double bend(CellCurve curve, int cell) {
    double left = curve.at(CellCurve.first(cell));
    double right = curve.at(CellCurve.last(cell));
    double middle = curve.at(CellCurve.first(cell) + WIDTH / 2);
    return Math.abs(middle - (left + right) / 2);
  }

  /** Pieces of a cell, some near 0, where the curve turns, on the slope and far out. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 40, -64, 130, 260})
  void numbersOfACellLieWhereTheRectangleLeavesRoom(int cell) {
    double deviation = 1 << 20;
    CellCurve curve = new CellCurve(deviation);
    double[] covered = new double[2 * CELLS];
    for (int i = 1; i < covered.length - 1; i++) {
      covered[i] = curve.of(i - CELLS);
    }
    covered[0] = curve.above(CellCurve.first(CELLS - 1));
    covered[2 * CELLS - 1] = covered[0];
    double least = curve.least(cell) * WIDTH;
    covered[cell + CELLS] = 0.999 * least;
    CellRests rests = new CellRests(curve, covered);
    assertEquals(1, rests.probability(cell), 1e-9);
    KeyStream bits = new KeyStream(KEY, 5);
    int count = 200_000;
    int[] found = new int[16];
    float[] numbers = new float[count];
    rests.fill(numbers, IntStream.range(0, count).toArray(), count, bits);
    for (float number : numbers) {
      found[(int) ((long) number - CellCurve.first(cell)) / (WIDTH / 16)]++;
    }
    double rest = curve.of(cell) - 0.999 * least;
    for (int i = 0; i < 16; i++) {
      double piece = -0.999 * least / 16;
      for (int j = 0; j < WIDTH / 16; j++) {
        piece += curve.at(CellCurve.first(cell) + (long) i * (WIDTH / 16) + j);
      }
      double share = piece / rest;
      assertEquals(share, found[i] / (double) count, 5 * Math.sqrt(share / count) + 1e-5);
    }
  }
}
