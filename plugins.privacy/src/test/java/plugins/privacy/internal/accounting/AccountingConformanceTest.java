package plugins.privacy.internal.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import governance.testkit.Oracle;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Figures of Opacus, of PRV accountant and of Google's dp_accounting; sources in oracles.json. */
class AccountingConformanceTest {
  private static final double[] OPACUS_ORDERS =
      Stream.of(
              IntStream.range(11, 110).mapToDouble(i -> i / 10.0),
              IntStream.range(12, 64).mapToDouble(i -> i))
          .flatMapToDouble(s -> s)
          .toArray();

  private final Accountant pld = new PldAccountant();
  private final Accountant rdp = new RdpAccountant(OPACUS_ORDERS);

  private static JsonObject oracle(String name) {
    return Oracle.named(AccountingConformanceTest.class, name);
  }

  private static double number(JsonObject from, String name) {
    return from.get(name).getAsDouble();
  }

  private static List<Phase> phases(double noise, double rate, long steps) {
    return List.of(new Phase(new SubsampledGaussian(noise, rate), steps));
  }

  private static List<Phase> phases(JsonObject in) {
    return phases(
        number(in, "noise_multiplier"), number(in, "sample_rate"), in.get("steps").getAsLong());
  }

  @Test
  void renyiOfOpacus() {
    JsonObject oracle = oracle("opacus.rdp");
    JsonObject in = oracle.getAsJsonObject("inputs");
    assertEquals(
        number(oracle, "expected"), rdp.epsilon(phases(in), number(in, "delta")).upper(), 1e-7);
  }

  /** The figure of the central limit lies below what is certainly spent: it is no guarantee. */
  @Test
  void centralLimitOfOpacusIsTooSmall() {
    JsonObject oracle = oracle("opacus.gdp_clt");
    JsonObject in = oracle.getAsJsonObject("inputs");
    double limit = number(oracle.getAsJsonObject("expected"), "computed");
    assertTrue(pld.epsilon(phases(in), number(in, "delta")).lower() > limit + 0.1);
  }

  /** Its upper estimate adds 0.01 and a share of δ; the true figure lies within our bounds. */
  @Test
  void lossVariablesOfOpacus() {
    JsonObject oracle = oracle("opacus.prv");
    JsonObject in = oracle.getAsJsonObject("inputs");
    prv(pld.epsilon(phases(in), number(in, "delta")), number(oracle, "expected"));
  }

  @Test
  void tableOfLossVariables() {
    JsonObject oracle = oracle("opacus.prv_table");
    JsonObject in = oracle.getAsJsonObject("inputs");
    JsonArray rows = in.getAsJsonArray("rows");
    double[] expected =
        Oracle.as(oracle.getAsJsonObject("expected").get("epsilon"), double[].class);
    assertEquals(expected.length, rows.size());
    for (int i = 0; i < expected.length; i++) {
      double[] row = Oracle.as(rows.get(i), double[].class);
      prv(pld.epsilon(phases(row[0], row[1], (long) row[2]), number(in, "delta")), expected[i]);
    }
  }

  private static void prv(Bound ours, double upperEstimate) {
    assertTrue(ours.upper() <= upperEstimate, ours + " above " + upperEstimate);
    assertTrue(ours.upper() >= upperEstimate - 0.015, ours + " far below " + upperEstimate);
    assertTrue(ours.lower() <= ours.upper() && ours.lower() >= ours.upper() - 0.11, ours + "");
  }

  @Test
  void sevenSettingsOfGoogleAndOpacus() {
    JsonObject oracle = oracle("cross_check.rdp_pld_seven_settings");
    JsonArray rows = oracle.getAsJsonObject("inputs").getAsJsonArray("rows");
    JsonArray expected = oracle.getAsJsonObject("expected").getAsJsonArray("rows");
    for (int i = 0; i < rows.size(); i++) {
      double[] row = Oracle.as(rows.get(i), double[].class);
      JsonObject want = expected.get(i).getAsJsonObject();
      List<Phase> phases = phases(row[0], row[1], (long) row[2]);
      double renyi = rdp.epsilon(phases, row[3]).upper();
      double loss = pld.epsilon(phases, row[3]).upper();
      assertEquals(number(want, "opacus_rdp"), renyi, 1e-7, () -> want.toString());
      assertEquals(number(want, "google_pld"), loss, 1.5e-4, () -> want.toString());
      assertTrue(loss <= renyi);
    }
  }

  @Test
  void conversionOfConstantDivergence() {
    JsonObject oracle = oracle("google.rdp_to_eps_constant");
    JsonObject in = oracle.getAsJsonObject("inputs");
    double least =
        DoubleStream.iterate(2, a -> a <= 32, a -> a + 1)
            .map(a -> RdpAccountant.toEpsilon(a, number(in, "rdp"), number(in, "delta")))
            .min()
            .orElseThrow();
    assertEquals(number(oracle.getAsJsonObject("expected"), "epsilon"), least, 1e-7);
  }

  @Test
  void noiseForEpsilon8() {
    Accountant quick = new PldAccountant(0.02, 1 << 16);
    noise(rdp, "opacus.noise_for_eps8.rdp_steps2000", 2000, 0.001);
    noise(quick, "opacus.noise_for_eps8.prv_steps2000", 2000, 0.004);
    noise(quick, "opacus.noise_for_eps8.prv_epochs90", 2250, 0.004);
  }

  /** Opacus stops within 0.01 of the target, so that its noise is a little greater. */
  private static void noise(Accountant accountant, String name, long steps, double close) {
    JsonObject oracle = oracle(name);
    double found =
        Calibration.noise(s -> accountant.epsilon(phases(s, 0.04, steps), 1e-5).upper(), 8)
            .orElseThrow();
    double theirs = number(oracle, "expected");
    assertTrue(found <= theirs + 5e-5 && found > theirs - close, found + " for " + oracle);
    assertTrue(accountant.epsilon(phases(found, 0.04, steps), 1e-5).upper() <= 8);
    assertTrue(accountant.epsilon(phases(found * 0.9999, 0.04, steps), 1e-5).upper() > 8);
  }

  @Test
  void gaussianComposedThreeTimes() {
    JsonObject expected = oracle("google.pld_gaussian_3x_sqrt3").getAsJsonObject("expected");
    Bound delta = pld.delta(phases(Math.sqrt(3), 1, 3), 1);
    assertEquals(number(expected, "delta_at_eps1"), delta.upper(), 3e-6);
    assertTrue(delta.lower() <= AnalyticGaussian.delta(1, 1));
    assertTrue(delta.upper() >= AnalyticGaussian.delta(1, 1));
  }

  @Test
  void subsampledGaussianComposedThreeTimes() {
    JsonObject expected = oracle("google.pld_subsampled_gaussian").getAsJsonObject("expected");
    assertEquals(number(expected, "delta"), pld.delta(phases(0.5, 0.2, 3), 1).upper(), 1e-5);
  }

  @Test
  void composesWhatOnlyEpsilonAndDeltaAreKnownOf() {
    oracle("google.pld_basic_composition");
    List<Phase> both =
        List.of(new Phase(new ApproximateDp(1, 0.1), 1), new Phase(new ApproximateDp(2, 0.2), 1));
    assertEquals(0.28, pld.delta(both, 3.01).upper(), 1e-6);
    assertEquals(3, pld.epsilon(both, 0.28001).upper(), 2e-3);
    List<Phase> pure =
        List.of(new Phase(new ApproximateDp(1, 0), 1), new Phase(new ApproximateDp(2, 0), 1));
    assertEquals(3, pld.epsilon(pure, 1e-9).upper(), 2e-3);
  }

  @Test
  void analyticGaussian() {
    JsonObject epsilon = oracle("google.analytic_gaussian_epsilon");
    double[] epsilons =
        Oracle.as(epsilon.getAsJsonObject("expected").get("epsilon"), double[].class);
    double[][] rows = Oracle.as(epsilon.getAsJsonObject("inputs").get("rows"), double[][].class);
    for (int i = 0; i < rows.length; i++) {
      assertEquals(epsilons[i], AnalyticGaussian.epsilon(rows[i][0], rows[i][1]), 1e-8);
    }
    JsonObject sigma = oracle("google.analytic_gaussian_sigma");
    double[] sigmas = Oracle.as(sigma.getAsJsonObject("expected").get("sigma"), double[].class);
    rows = Oracle.as(sigma.getAsJsonObject("inputs").get("rows"), double[][].class);
    for (int i = 0; i < rows.length; i++) {
      assertEquals(sigmas[i], AnalyticGaussian.noise(rows[i][0], rows[i][1]), 1e-7);
    }
    JsonObject classic = oracle("classic_gaussian_sigma").getAsJsonObject("expected");
    assertEquals(number(classic, "analytic_sigma"), AnalyticGaussian.noise(0.5, 1e-5), 1e-9);
  }
}
