package plugins.privacy.internal.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.testkit.Oracle;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published quantiles, intervals and probabilities; sources in oracles.json. */
class NoiseConformanceTest {
  private final ExactSampler sampler = new ExactSampler(new Random(7));

  private static JsonObject inputs(String name) {
    return Oracle.named(NoiseConformanceTest.class, name).getAsJsonObject("inputs");
  }

  private static JsonObject expected(String name) {
    return Oracle.named(NoiseConformanceTest.class, name).getAsJsonObject("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "l0_3", "linf_0_725", "eps_ln9", "delta_1e-10", "delta_1e-3"})
  void quantilesOfGaussian(String name) {
    String oracle = "google_java.gaussian_quantiles." + name;
    double sigma = expected(oracle).get("implied_sigma").getAsDouble();
    quantiles(oracle, new GaussianNoise(sigma), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"l0_3", "linf_0_725", "eps_0_01"})
  void quantilesOfLaplace(String name) {
    String oracle = "google_java.laplace_quantiles." + name;
    JsonObject in = inputs(oracle);
    double sensitivity =
        in.get("l0_sensitivity").getAsDouble() * in.get("linf_sensitivity").getAsDouble();
    quantiles(oracle, LaplaceNoise.of(sensitivity, in.get("epsilon").getAsDouble()), 1e-4);
  }

  /** The noise exceeds the quantile of rank r with probability 1 − r, in size with twice that. */
  private static void quantiles(String oracle, Noise noise, double tolerance) {
    double[] ranks = Oracle.as(inputs(oracle).get("ranks"), double[].class);
    double[] quantiles = Oracle.as(expected(oracle).get("quantiles"), double[].class);
    for (int i = 0; i < ranks.length; i++) {
      double tail = 2 * Math.min(ranks[i], 1 - ranks[i]);
      double half = tail == 1 ? 0 : noise.halfWidth(tail);
      assertEquals(Math.abs(quantiles[i]), half, tolerance * Math.max(1, half), oracle);
    }
  }

  @Test
  void intervalsOfGaussian() {
    JsonObject in = inputs("google_java.gaussian_ci");
    // the same ε and δ as of the quantiles
    double sigma =
        expected("google_java.gaussian_quantiles.default").get("implied_sigma").getAsDouble();
    double half = new GaussianNoise(sigma).halfWidth(in.get("alpha").getAsDouble());
    double[] noised = Oracle.as(in.get("noised_x"), double[].class);
    double[][] intervals =
        Oracle.as(expected("google_java.gaussian_ci").get("intervals"), double[][].class);
    for (int i = 0; i < noised.length; i++) {
      assertEquals(intervals[i][0], noised[i] - half, 0.02);
      assertEquals(intervals[i][1], noised[i] + half, 0.02);
    }
  }

  @Test
  void deviationOfConcentratedPrivacy() {
    JsonObject in = inputs("google_java.sigma_for_rho");
    double[] l2 = Oracle.as(in.get("l2"), double[].class);
    double[] rho = Oracle.as(in.get("rho"), double[].class);
    double[] sigma = Oracle.as(expected("google_java.sigma_for_rho").get("sigma"), double[].class);
    for (int i = 0; i < l2.length; i++) {
      assertEquals(sigma[i], GaussianNoise.of(l2[i], rho[i]).deviation(), 1e-12);
    }
  }

  @Test
  void namingAValueOfOneRow() {
    JsonObject in = inputs("google_java.partition_selection_one_id");
    JsonObject want = expected("google_java.partition_selection_one_id");
    double[] delta = Oracle.as(in.get("delta"), double[].class);
    int[] most = Oracle.as(in.get("max_partitions"), int[].class);
    double[] keep = Oracle.as(want.get("keep_probability"), double[].class);
    for (int i = 0; i < delta.length; i++) {
      PartitionSelection selection = new PartitionSelection(Math.log(3), delta[i], most[i]);
      assertEquals(keep[i], selection.keepProbability(in.get("users").getAsInt()), 1e-12);
      assertEquals(
          want.get("keep_probability_zero_users").getAsDouble(), selection.keepProbability(0));
    }
  }

  /** Chosen 100,000 times, each candidate within 4.5 standard errors. */
  @Test
  void choicesOfTheExponentialMechanism() {
    JsonObject in = inputs("exponential_mechanism.probabilities");
    long[] utilities = Oracle.as(in.get("utilities"), long[].class);
    double[] want =
        Oracle.as(
            expected("exponential_mechanism.probabilities").get("probabilities"), double[].class);
    ExponentialMechanism mechanism =
        new ExponentialMechanism(
            in.get("epsilon").getAsDouble(), in.get("sensitivity").getAsDouble());
    int n = 100_000;
    int[] counts = new int[want.length];
    for (int i = 0; i < n; i++) {
      counts[mechanism.choose(utilities, sampler)]++;
    }
    for (int i = 0; i < want.length; i++) {
      double error = Math.sqrt(want[i] * (1 - want[i]) / n);
      assertTrue(Math.abs(counts[i] / (double) n - want[i]) < 4.5 * error, "candidate " + i);
    }
  }
}
