package governance.runtime.internal.resample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws have the exact moments of their distribution and pass a chi-square test against it. */
class SamplersTest {
  private static final int DRAWS = 200_000;
  private final RandomGenerator random = new SplittableRandom(11);

  @ParameterizedTest
  @CsvSource({
    "1, 0.3",
    "7, 0.5",
    "20, 0.95",
    "40, 0.2",
    "60, 0.5",
    "100, 0.11",
    "500, 0.02",
    "500, 0.7",
    "2000, 0.01"
  })
  void binomialDrawsAreOfTheirDistribution(long n, double p) {
    double[] chance = new double[(int) n + 1];
    for (int k = 0; k <= n; k++) {
      chance[k] =
          Math.exp(
              LogFactorial.of(n)
                  - LogFactorial.of(k)
                  - LogFactorial.of(n - k)
                  + k * Math.log(p)
                  + (n - k) * Math.log1p(-p));
    }
    fits(chance, 0, () -> Binomial.draw(random, n, p));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 4, 3",
    "50, 49, 20",
    "100, 30, 60",
    "1000, 10, 500",
    "200000, 90000, 60000",
    "5000, 2500, 2500",
    "100000, 50000, 50000"
  })
  void hypergeometricDrawsAreOfTheirDistribution(int all, int marked, int drawn) {
    int least = Math.max(0, drawn + marked - all);
    double[] chance = new double[Math.min(drawn, marked) - least + 1];
    for (int i = 0; i < chance.length; i++) {
      int k = least + i;
      chance[i] =
          Math.exp(choose(marked, k) + choose(all - marked, drawn - k) - choose(all, drawn));
    }
    fits(chance, least, () -> Hypergeometric.draw(random, all, marked, drawn));
  }

  private static double choose(double n, double k) {
    return LogFactorial.of(n) - LogFactorial.of(k) - LogFactorial.of(n - k);
  }

  /** Cells with few expected draws are put together; z is the normal score of the chi-square. */
  private static void fits(double[] chance, int least, LongSupplier draw) {
    long[] seen = new long[chance.length];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      long k = draw.getAsLong();
      seen[(int) (k - least)]++;
      sum += k;
      squares += (double) k * k;
    }
    double mean = 0;
    double second = 0;
    double fourth = 0;
    for (int i = 0; i < chance.length; i++) {
      mean += chance[i] * (least + i);
    }
    for (int i = 0; i < chance.length; i++) {
      double d = least + i - mean;
      second += chance[i] * d * d;
      fourth += chance[i] * d * d * d * d;
    }
    double got = sum / DRAWS;
    assertEquals(mean, got, 5 * Math.sqrt(second / DRAWS), "mean");
    double variance = squares / DRAWS - got * got;
    double error = Math.sqrt((fourth - second * second) / DRAWS) + second / DRAWS;
    assertEquals(second, variance, 5 * error, "variance");
    double statistic = 0;
    int cells = 0;
    double expected = 0;
    double found = 0;
    for (int i = 0; i < chance.length; i++) {
      expected += chance[i] * DRAWS;
      found += seen[i];
      if (expected >= 20) {
        statistic += (found - expected) * (found - expected) / expected;
        cells++;
        expected = 0;
        found = 0;
      }
    }
    int freedom = Math.max(1, cells - 1);
    // Wilson and Hilferty 1931.
    double z =
        (Math.cbrt(statistic / freedom) - (1 - 2.0 / (9 * freedom)))
            / Math.sqrt(2.0 / (9 * freedom));
    assertTrue(z < 4.5, "chi-square " + statistic + " with " + freedom + " degrees of freedom");
  }

  @Test
  void theEndsAreExact() {
    assertEquals(0, Binomial.draw(random, 10, 0));
    assertEquals(10, Binomial.draw(random, 10, 1));
    assertEquals(0, Binomial.draw(random, 0, 0.4));
    assertEquals(3, Hypergeometric.draw(random, 5, 5, 3));
    assertEquals(0, Hypergeometric.draw(random, 5, 0, 3));
    assertEquals(2, Hypergeometric.draw(random, 5, 2, 5));
  }

  /** Ten million rows: nothing overflows, and the time does not grow. */
  @Test
  void manyTrialsHaveTheirMean() {
    long n = 10_000_000;
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum += Binomial.draw(random, n, 0.25);
    }
    assertEquals(0.25 * n, sum / 20_000, 5 * Math.sqrt(n * 0.1875 / 20_000));
    double drawn = 0;
    for (int i = 0; i < 20_000; i++) {
      drawn += Hypergeometric.draw(random, n, n / 4, n / 2);
    }
    assertEquals(n / 8.0, drawn / 20_000, 5 * Math.sqrt(n / 2.0 * 0.1875 / 2 / 20_000));
  }

  @Test
  void logFactorialsAreExact() {
    double sum = 0;
    for (int k = 2; k <= 3000; k++) {
      sum += Math.log(k);
      assertEquals(sum, LogFactorial.of(k), 1e-11 * sum);
    }
  }
}
