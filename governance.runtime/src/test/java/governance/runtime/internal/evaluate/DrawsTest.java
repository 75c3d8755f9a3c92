package governance.runtime.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.model.Task;
import governance.runtime.internal.resample.Cells;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static EvaluationSet set(int rows) {
    Random random = new Random(4);
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .labels(random.ints(rows, 0, 2).toArray())
        .predictions(random.ints(rows, 0, 2).toArray())
        .groups("g", List.of("a", "b"), IntStream.range(0, rows).map(i -> i % 5 / 4).toArray())
        .build();
  }

  private static double selected(EvaluationSet set, int group) {
    double sum = 0;
    for (int row = 0; row < set.size(); row++) {
      boolean of = set.groups("g").index()[row] == group;
      sum += of ? set.predictions()[row] * set.weight(row) : 0;
    }
    return sum;
  }

  private static double[] moments(Draws draws) {
    double[] values =
        IntStream.range(0, 4000).mapToDouble(i -> selected(draws.draw(i).get(0), 1)).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 3999;
    return new double[] {mean, variance};
  }

  /** Counts of cells have the moments that drawing rows gives, and those that are known exactly. */
  @Test
  void cellsAreDrawnAsRowsAre() {
    EvaluationSet rows = set(1000);
    Cells cells = Cells.of(List.of(rows), List.of(), 250).orElseThrow();
    double chosen = selected(rows, 1);
    for (boolean stratified : new boolean[] {true, false}) {
      double[] byRow = moments(new Resampling(List.of(rows), 1, stratified));
      double[] byCell = moments(new CellDraws(cells, 1, 1, stratified));
      double trials = stratified ? 200 : 1000;
      double variance = chosen * (1 - chosen / trials);
      for (double[] moments : List.of(byRow, byCell)) {
        assertEquals(chosen, moments[0], 5 * Math.sqrt(variance / 4000));
        assertEquals(variance, moments[1], 5 * variance * Math.sqrt(2 / 4000.0));
      }
    }
  }

  @Test
  void strataKeepTheirSize() {
    EvaluationSet rows = set(1000);
    CellDraws draws =
        new CellDraws(Cells.of(List.of(rows), List.of(), 250).orElseThrow(), 1, 1, true);
    EvaluationSet drawn = draws.draw(7).get(0);
    double[] sizes = new double[2];
    for (int cell = 0; cell < drawn.size(); cell++) {
      sizes[drawn.groups("g").index()[cell]] += drawn.weight(cell);
    }
    assertArrayEquals(new double[] {800, 200}, sizes);
    assertArrayEquals(draws.weights(7), draws.weights(7));
  }

  /** A group of one row would not vary at all in a stratum of its own. */
  @Test
  void tinyGroupsAreDrawnTogether() {
    int[] parts = Strata.of(new int[] {0, 1, 2}, new long[] {50, 1, 9}, true);
    assertArrayEquals(new int[] {1, 0, 0}, parts);
    int[] one = Strata.of(new int[] {0, 1, 2}, new long[] {50, 1, 12}, true);
    assertArrayEquals(new int[] {1, 0, 0}, one);
  }

  /** The interval of a share of 300,000 rows from draws of 50,000: ±1.96 standard errors. */
  @Test
  void fewerRowsGiveTheIntervalOfAll() {
    int rows = 300_000;
    SubsetDraws draws = new SubsetDraws(List.of(set(rows)), 3);
    double[] shares =
        IntStream.range(0, draws.number(1000))
            .mapToDouble(
                i -> Arrays.stream(draws.draw(i).get(0).predictions()).average().orElseThrow())
            .toArray();
    double share = Arrays.stream(draws.whole().get(0).predictions()).average().orElseThrow();
    Interval interval = draws.interval(share, shares, 0.95);
    assertNotNull(interval);
    double error = 1.96 * Math.sqrt(0.25 / rows);
    assertEquals(share - error, interval.low(), 0.25 * error);
    assertEquals(share + error, interval.high(), 0.25 * error);
    assertTrue(interval.method().startsWith("m out of n bootstrap, 200 draws"), interval.method());
    int[] some = SubsetDraws.some(rows, 1);
    assertEquals(50_000, Arrays.stream(some).distinct().count());
  }
}
