package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.PrivateStatistic;
import governance.engine.internal.noise.RowNoise;
import governance.engine.internal.script.ScriptModule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnStatisticsTest {
  private final NDManager root = NDManager.newBaseManager("PyTorch");
  private final ScriptModule script = ScriptModule.load(root);
  private final OwnBuffers buffers = new OwnBuffers(root, script);
  private final OwnStatistics statistics = new OwnStatistics(root, script, buffers);
  private final StepRecord record = new StepRecord(root, script, 100, 0);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  private void contribute(String name, int[] rows, double... flat) {
    statistics.contribute("p", name, rows, root.create(flat));
  }

  private float[] released(long step) {
    return statistics.released(root, "p", "sums", step).toFloatArray();
  }

  private void commit() {
    record.check(buffers.pending());
    record.end(root.zeros(new Shape()), 0).close();
    buffers.commit(record);
    record.next();
  }

  private void add(double share, double memory) {
    statistics.add("p", List.of(new PrivateStatistic("sums", 2, 1, share, memory)));
  }

  private void step(double noise, int[] rows, double... flat) {
    statistics.begin();
    contribute("sums", rows, flat);
    statistics.release((sums, deviation, number) -> new double[] {deviation, sums[1]}, noise);
    commit();
  }

  @Test
  void addsUpRowsCutToTheBound() {
    add(0.25, 0);
    step(0, new int[] {4, 7}, 3, 4, 0.5, 0);
    assertArrayEquals(new float[] {1.1f, 0.8f}, released(1));
  }

  @Test
  void aRowThatIsComputedTwiceCountsOnce() {
    add(0.25, 0);
    statistics.begin();
    contribute("sums", new int[] {4}, 0.9, 0);
    contribute("sums", new int[] {4, 5}, 0.1, 0, 0.2, 0.3);
    statistics.release((sums, deviation, number) -> sums, 0);
    commit();
    assertArrayEquals(new float[] {0.3f, 0.3f}, released(1), 1e-7f);
  }

  /** Else zeros would tell that nobody was drawn, or the step would cost another amount. */
  @Test
  void anEmptySampleReleasesNoiseAlone() {
    add(0.25, 0);
    statistics.begin();
    statistics.release(
        (sums, deviation, number) -> new double[] {sums[0] + deviation, sums[1] - deviation}, 1.5);
    commit();
    float[] alone = released(1);
    step(1.5, new int[] {1}, 0, 0);
    assertEquals(released(2)[0], alone[0], "the noise is that of a step with rows");
    assertEquals(-alone[0], alone[1]);
    assertTrue(alone[0] > 2.9, Float.toString(alone[0]));
  }

  /** Three times the bound, and what rounding two values to the noise's grid can add to it. */
  @Test
  void takesItsShareOfTheNoiseOfAStep() {
    add(0.25, 0);
    assertEquals(0.25, statistics.share());
    step(1.5, new int[] {1}, 0, 0);
    double deviation = 3 / (1 - 3 * Math.sqrt(2) * Math.scalb(1.0, -20));
    assertEquals(deviation, released(1)[0], 1e-6);
  }

  /** The mean of 2 and 4 with memory 0.5, corrected for its start: (0.5 · 2 + 4) / 1.5. */
  @Test
  void remembersEarlierSteps() {
    statistics.add("p", List.of(new PrivateStatistic("sums", 2, 9, 0.5, 0.5)));
    assertArrayEquals(new float[2], released(0));
    step(0, new int[] {1}, 2, 2);
    step(0, new int[] {1}, 4, 4);
    assertEquals(10 / 3.0, released(2)[1], 1e-6);
  }

  @Test
  void refusesWhatDoesNotFit() {
    add(0.25, 0);
    int[] one = {1};
    assertThrows(IllegalArgumentException.class, () -> contribute("other", one, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> contribute("sums", one, 0, 0, 0));
  }

  @Test
  void aValueThatIsNotFiniteFailsTheStepAndLeavesNothing() {
    add(0.25, 0);
    step(0, new int[] {4}, 0.5, 0.25);
    step(0, new int[] {4}, 0, Double.NaN);
    step(0, new int[] {4}, 0.125, 0);
    assertArrayEquals(new float[] {0.5f, 0.25f}, released(1));
    List<StepRecord.Row> rows = record.read();
    assertEquals(List.of(false, true, false), rows.stream().map(StepRecord.Row::failed).toList());
    step(0, new int[] {4}, 0.125, 0);
    assertArrayEquals(new float[] {0.125f, 0}, released(1));
  }

  @Test
  void noiseHasItsDeviationAndIsNewForEveryStepAndStatistic() {
    RowNoise noise = new RowNoise(null, NoiseSource.SEEDED, 1, 1);
    double[] zeros = new double[20_000];
    double[] first = noise.added(zeros, 3, 5, 0);
    double square = IntStream.range(0, zeros.length).mapToDouble(i -> first[i] * first[i]).sum();
    assertEquals(3, Math.sqrt(square / zeros.length), 0.06);
    assertArrayEquals(first, noise.added(zeros, 3, 5, 0));
    for (double[] other : List.of(noise.added(zeros, 3, 6, 0), noise.added(zeros, 3, 5, 1))) {
      double product = IntStream.range(0, zeros.length).mapToDouble(i -> first[i] * other[i]).sum();
      assertTrue(Math.abs(product / square) < 0.03, "correlated");
    }
  }
}
