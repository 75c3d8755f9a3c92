package plugins.privacy.internal.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import governance.testkit.Oracle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What published noise mechanisms cost; sources in oracles.json. */
class MechanismConformanceTest {
  private static JsonObject part(String name, String part) {
    return Oracle.named(MechanismConformanceTest.class, name).getAsJsonObject(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "l0_3", "linf_0_725", "eps_ln9", "delta_1e-10", "delta_1e-3"})
  void noiseOfGaussian(String name) {
    JsonObject in = part("google_java.gaussian_quantiles." + name, "inputs");
    double sensitivity =
        in.get("linf_sensitivity").getAsDouble()
            * Math.sqrt(in.get("l0_sensitivity").getAsDouble());
    double sigma =
        AnalyticGaussian.noise(in.get("epsilon").getAsDouble(), in.get("delta").getAsDouble());
    double want =
        part("google_java.gaussian_quantiles." + name, "expected")
            .get("implied_sigma")
            .getAsDouble();
    assertEquals(want, sigma * sensitivity, 1e-6 * want);
  }

  @ParameterizedTest
  @ValueSource(strings = {"l0_3", "linf_0_725", "eps_0_01"})
  void epsilonOfLaplace(String name) {
    JsonObject in = part("google_java.laplace_quantiles." + name, "inputs");
    double sensitivity =
        in.get("linf_sensitivity").getAsDouble() * in.get("l0_sensitivity").getAsDouble();
    double scale =
        part("google_java.laplace_quantiles." + name, "expected").get("scale_b").getAsDouble();
    List<Phase> once = List.of(new Phase(new Laplace(scale / sensitivity), 1));
    double epsilon = in.get("epsilon").getAsDouble();
    assertEquals(epsilon, new PldAccountant().epsilon(once, 1e-6).upper(), 1e-5);
    assertEquals(epsilon, new RdpAccountant(1e7).epsilon(once, 1e-5).upper(), 1e-4);
  }

  @Test
  void concentratedPrivacyOfGaussian() {
    double[] sensitivity =
        Oracle.as(part("google_java.sigma_for_rho", "inputs").get("l2"), double[].class);
    double[] rho =
        Oracle.as(part("google_java.sigma_for_rho", "inputs").get("rho"), double[].class);
    double[] sigma =
        Oracle.as(part("google_java.sigma_for_rho", "expected").get("sigma"), double[].class);
    for (int i = 0; i < rho.length; i++) {
      Mechanism gaussian = new SubsampledGaussian(sigma[i] / sensitivity[i], 1);
      assertEquals(3 * rho[i], gaussian.renyi(3), 1e-12 * rho[i]);
    }
    double bound = part("zcdp_to_approx_dp", "expected").get("epsilon").getAsDouble();
    List<Phase> half = List.of(new Phase(new SubsampledGaussian(1, 1), 1));
    double renyi = new RdpAccountant().epsilon(half, 1e-5).upper();
    assertTrue(renyi <= bound && renyi > bound - 0.7, renyi + " and " + bound);
  }

  @Test
  void isTighterThanAdvancedComposition() {
    double advanced = part("composition.advanced", "expected").get("advanced").getAsDouble();
    List<Phase> many = List.of(new Phase(new ApproximateDp(0.1, 0), 100));
    double exact = new PldAccountant().epsilon(many, 1e-5).upper();
    double renyi = new RdpAccountant().epsilon(many, 1e-5).upper();
    assertTrue(exact <= renyi && renyi <= advanced, exact + ", " + renyi + ", " + advanced);
  }

  /** Of infinite order, of a great one, and as ε without δ. */
  @Test
  void randomisedResponse() {
    JsonObject in = oracle("google.randomized_response_rdp_inf").getAsJsonObject("inputs");
    JsonObject want = oracle("google.randomized_response_rdp_inf").getAsJsonObject("expected");
    double noise = in.get("noise_parameter").getAsDouble();
    int values = in.get("num_buckets").getAsInt();
    check(Finite.randomisedResponse(noise, values), want.get("replace_special").getAsDouble());
    check(Finite.replacedResponse(noise, values), want.get("replace_one").getAsDouble());
  }

  private static void check(Mechanism response, double epsilon) {
    assertEquals(epsilon, response.renyi(Double.POSITIVE_INFINITY), 1e-9);
    assertEquals(epsilon, response.renyi(1e6), 1e-4);
    List<Phase> once = List.of(new Phase(response, 1));
    assertEquals(epsilon, new PldAccountant().epsilon(once, 1e-9).upper(), 1e-5);
    // two answers cost at most twice as much, and less once a δ is allowed
    List<Phase> twice = List.of(new Phase(response, 2));
    assertTrue(new PldAccountant().epsilon(twice, 1e-9).upper() <= 2 * epsilon + 1e-5);
  }

  private static JsonObject oracle(String name) {
    return Oracle.named(MechanismConformanceTest.class, name);
  }
}
