package governance.engine.internal.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.train.GradientPlan.Sampling;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final int[] LENGTHS = new Random(3).ints(1003, 4, 128).toArray();

  private static BatchPlan plan(boolean bucketing, Sampling sampling, long seed) {
    return new BatchPlan(LENGTHS, 16, seed, bucketing, sampling);
  }

  private static int[] epoch(BatchPlan plan, int epoch) {
    long from = epoch * plan.stepsPerEpoch();
    return LongStream.range(from, from + plan.stepsPerEpoch())
        .mapToObj(plan::rows)
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  /** Equal seeds draw other rows where the key is secret; a step asked for again draws the same. */
  @Test
  void secretSamplesDoNotFollowFromTheSeed() {
    BatchPlan one = new BatchPlan(new int[4_000], 400, 1, false, Sampling.POISSON, true);
    BatchPlan other = new BatchPlan(new int[4_000], 400, 1, false, Sampling.POISSON, true);
    assertFalse(Arrays.equals(one.rows(0), other.rows(0)));
    assertArrayEquals(one.rows(3), one.rows(3));
    assertFalse(Arrays.equals(one.rows(3), one.rows(4)));
    double drawn =
        IntStream.range(0, 50).map(step -> one.rows(step).length).average().orElseThrow();
    assertEquals(400, drawn, 20);
  }

  @Test
  void anEpochVisitsEveryRowOnceInAnOrderOfItsOwn() {
    for (boolean bucketing : new boolean[] {true, false}) {
      BatchPlan plan = plan(bucketing, Sampling.SHUFFLE, 1);
      assertEquals(63, plan.stepsPerEpoch());
      int[] first = epoch(plan, 0);
      int[] second = epoch(plan, 1);
      int[] all = IntStream.range(0, LENGTHS.length).toArray();
      assertArrayEquals(all, Arrays.stream(first).sorted().toArray());
      assertArrayEquals(all, Arrays.stream(second).sorted().toArray());
      assertFalse(Arrays.equals(first, second));
      assertFalse(Arrays.equals(first, epoch(plan(bucketing, Sampling.SHUFFLE, 2), 0)));
    }
  }

  @Test
  void anyStepCanBeAskedForFirst() {
    for (Sampling sampling : Sampling.values()) {
      BatchPlan straight = plan(true, sampling, 1);
      for (long step = 0; step < 150; step++) {
        int[] rows = straight.rows(step);
        if (step % 37 == 0) {
          assertArrayEquals(rows, plan(true, sampling, 1).rows(step));
        }
      }
    }
  }

  private static double padded(BatchPlan plan) {
    long tokens = 0;
    long padded = 0;
    for (long step = 0; step < plan.stepsPerEpoch(); step++) {
      int[] own = Arrays.stream(plan.rows(step)).map(i -> LENGTHS[i]).toArray();
      tokens += Arrays.stream(own).sum();
      padded += (long) own.length * Arrays.stream(own).max().orElse(0);
    }
    return (double) padded / tokens;
  }

  @Test
  void rowsOfLikeLengthShareABatchInRandomOrderOfLengths() {
    assertTrue(padded(plan(true, Sampling.SHUFFLE, 1)) < 1.06);
    assertTrue(padded(plan(false, Sampling.SHUFFLE, 1)) > 1.6);
    BatchPlan plan = plan(true, Sampling.SHUFFLE, 1);
    int rises = 0;
    for (long step = 1; step < 63; step++) {
      rises += LENGTHS[plan.rows(step)[0]] > LENGTHS[plan.rows(step - 1)[0]] ? 1 : 0;
    }
    assertTrue(rises > 20 && rises < 42, "rises " + rises);
  }

  @Test
  void poissonBatchesHaveTheExpectedSizeAndVary() {
    BatchPlan plan = plan(true, Sampling.POISSON, 1);
    int[] sizes = IntStream.range(0, 1000).map(s -> plan.rows(s).length).toArray();
    double mean = Arrays.stream(sizes).average().orElse(0);
    double deviation =
        Math.sqrt(Arrays.stream(sizes).mapToDouble(s -> (s - mean) * (s - mean)).sum() / 1000);
    assertEquals(16, mean, 0.5);
    assertEquals(Math.sqrt(16 * (1 - 16.0 / 1003)), deviation, 0.4);
  }

  @Test
  void aBatchLargerThanTheDataHoldsItAll() {
    BatchPlan plan = new BatchPlan(new int[] {5, 3}, 16, 1, true, Sampling.SHUFFLE);
    assertEquals(1, plan.stepsPerEpoch());
    assertEquals(2, plan.rows(7).length);
    assertEquals(7, plan.epoch(7));
  }
}
