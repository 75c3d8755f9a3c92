package plugins.privacy.internal.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn follows the probabilities that privacy rests on. */
class ExactSamplerTest {
  private static final int DRAWS = 40_000;

  private final ExactSampler sampler = new ExactSampler(new Random(11));

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 3.5, 12})
  void discreteGaussian(double deviation) {
    check(new GaussianNoise(deviation), k -> Math.exp(-k * k / (2 * deviation * deviation)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 4.25})
  void discreteLaplace(double scale) {
    check(new LaplaceNoise(scale), k -> Math.exp(-Math.abs(k) / scale));
  }

  /** Pearson's statistic over all values that are expected 20 times, and the rest together. */
  private void check(Noise noise, LongToDoubleFunction weight) {
    int reach = 200;
    double whole = 0;
    for (int k = -reach; k <= reach; k++) {
      whole += weight.applyAsDouble(k);
    }
    int[] counts = new int[2 * reach + 1];
    for (int i = 0; i < DRAWS; i++) {
      counts[noise.draw(sampler).intValueExact() + reach]++;
    }
    double statistic = 0;
    double restExpected = DRAWS;
    int rest = DRAWS;
    int cells = 0;
    for (int k = -reach; k <= reach; k++) {
      double expected = DRAWS * weight.applyAsDouble(k) / whole;
      if (expected >= 20) {
        statistic += Math.pow(counts[k + reach] - expected, 2) / expected;
        restExpected -= expected;
        rest -= counts[k + reach];
        cells++;
      }
    }
    statistic += Math.pow(rest - restExpected, 2) / Math.max(1, restExpected);
    assertTrue(statistic < cells + 5 * Math.sqrt(2.0 * cells) + 5, statistic + " of " + cells);
  }

  /** With the interval that is told the truth is missed no more often than is said. */
  @Test
  void intervalsHold() {
    for (Noise noise : new Noise[] {new GaussianNoise(0.7), new LaplaceNoise(2.2)}) {
      long half = noise.wholeHalfWidth(0.1);
      int missed = 0;
      for (int i = 0; i < DRAWS; i++) {
        missed += noise.draw(sampler).abs().longValue() > half ? 1 : 0;
      }
      assertTrue(missed < 0.1 * DRAWS + 4.5 * Math.sqrt(0.09 * DRAWS), noise + " " + missed);
    }
  }

  /** Large noise of sums is no slower to draw than small noise of counts. */
  @Test
  void largeDeviations() {
    double deviation = 1 << 24;
    double squares = 0;
    for (int i = 0; i < 4000; i++) {
      double drawn = new GaussianNoise(deviation).draw(sampler).doubleValue() / deviation;
      squares += drawn * drawn;
    }
    assertEquals(1, squares / 4000, 4.5 * Math.sqrt(2.0 / 4000));
  }

  @Test
  void evenlyBelowALimit() {
    int[] counts = new int[5];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.below(BigInteger.valueOf(5)).intValue()]++;
    }
    for (int count : counts) {
      assertEquals(DRAWS / 5.0, count, 4.5 * Math.sqrt(DRAWS * 0.16));
    }
  }

  /** Neighbours must not differ by more than ε allows, whatever the number of rows. */
  @Test
  void selectionKeepsItsPromise() {
    double epsilon = 0.3;
    double delta = 1e-4;
    PartitionSelection selection = new PartitionSelection(epsilon, delta, 1);
    for (int n = 0; n < selection.certain() + 3; n++) {
      double less = selection.keepProbability(n);
      double more = selection.keepProbability(n + 1);
      double slack = 1e-12;
      assertTrue(more <= Math.exp(epsilon) * less + delta + slack, "kept at " + n);
      assertTrue(1 - less <= Math.exp(epsilon) * (1 - more) + delta + slack, "left out at " + n);
      assertTrue(less <= more);
    }
    assertEquals(1, selection.keepProbability(selection.certain()));
  }
}
