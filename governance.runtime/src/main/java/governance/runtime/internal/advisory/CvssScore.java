package governance.runtime.internal.advisory;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The base score of a vector of CVSS 3.0 or 3.1 (FIRST, specification 3.1, section 7.1). */
final class CvssScore {
  private static final Map<String, Map<String, Double>> WEIGHTS =
      Map.of(
          "AV", Map.of("N", 0.85, "A", 0.62, "L", 0.55, "P", 0.2),
          "AC", Map.of("L", 0.77, "H", 0.44),
          "UI", Map.of("N", 0.85, "R", 0.62),
          "C", Map.of("H", 0.56, "L", 0.22, "N", 0.0),
          "I", Map.of("H", 0.56, "L", 0.22, "N", 0.0),
          "A", Map.of("H", 0.56, "L", 0.22, "N", 0.0));
  private static final Map<String, Double> PRIVILEGES = Map.of("N", 0.85, "L", 0.62, "H", 0.27);
  private static final Map<String, Double> CHANGED = Map.of("N", 0.85, "L", 0.68, "H", 0.5);

  private CvssScore() {}

  /**
   * Returns the score, from 0 to 10; empty where the vector is of another version or incomplete.
   */
  static OptionalDouble of(String vector) {
    if (!vector.startsWith("CVSS:3")) {
      return OptionalDouble.empty();
    }
    Map<String, String> metrics = new HashMap<>();
    for (String each : vector.split("/")) {
      int colon = each.indexOf(':');
      if (colon > 0) {
        metrics.put(each.substring(0, colon), each.substring(colon + 1));
      }
    }
    Map<String, Double> weights = new HashMap<>();
    WEIGHTS.forEach((name, values) -> weights.put(name, values.get(metrics.get(name))));
    boolean changed = "C".equals(metrics.get("S"));
    weights.put("PR", (changed ? CHANGED : PRIVILEGES).get(metrics.get("PR")));
    return weights.containsValue(null)
        ? OptionalDouble.empty()
        : OptionalDouble.of(score(weights, changed));
  }

  private static double score(Map<String, Double> w, boolean changed) {
    double base = 1 - (1 - w.get("C")) * (1 - w.get("I")) * (1 - w.get("A"));
    double impact =
        changed ? 7.52 * (base - 0.029) - 3.25 * Math.pow(base - 0.02, 15) : 6.42 * base;
    if (impact <= 0) {
      return 0;
    }
    double ease = 8.22 * w.get("AV") * w.get("AC") * w.get("PR") * w.get("UI");
    return up(Math.min(10, (changed ? 1.08 : 1) * (impact + ease)));
  }

  /** Rounds up to one digit, as appendix A does so that floating point does not matter. */
  private static double up(double value) {
    long whole = Math.round(value * 100_000);
    return whole % 10_000 == 0 ? whole / 100_000.0 : (whole / 10_000 + 1) / 10.0;
  }
}
