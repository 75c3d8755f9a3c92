package plugins.privacy.internal.attack;

import governance.api.evaluate.MetricResult.Part;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What (ε, δ) allows an attack that tells whether one record was in the training set (Kairouz, Oh
 * and Viswanath 2015, theorem 2.1): TPR ≤ e^ε FPR + δ and 1 − FPR ≤ e^ε (1 − TPR) + δ.
 *
 * @param epsilon ε, at least 0
 * @param delta δ, in [0, 1)
 */
record Bound(double epsilon, double delta) {
  /** Returns the greatest true-positive rate at a false-positive rate. */
  double mostTruePositives(double falsePositiveRate) {
    double byAlarms = Math.exp(epsilon) * falsePositiveRate + delta;
    double byMisses = 1 - Math.exp(-epsilon) * (1 - delta - falsePositiveRate);
    return Math.max(0, Math.min(1, Math.min(byAlarms, byMisses)));
  }

  /**
   * Returns the greatest TPR − FPR (Humphries et al. 2023, theorem 1; for δ = 0 tanh(ε/2), which is
   * tighter than the e^ε − 1 of Yeom et al. 2018).
   */
  double mostAdvantage() {
    return Math.min(1, Math.tanh(epsilon / 2) + 2 * delta / (Math.exp(epsilon) + 1));
  }

  /** Returns the budget that was spent; empty where none is known. */
  static Optional<Bound> of(Map<String, Double> spent) {
    Double epsilon = spent.get("epsilon");
    return epsilon == null || epsilon.isNaN()
        ? Optional.empty()
        : Optional.of(new Bound(Math.max(0, epsilon), spent.getOrDefault("delta", 0.0)));
  }

  /** Returns what the budget allows as a part of a figure. */
  static Optional<Part> part(Map<String, Double> spent, ToDoubleFunction<Bound> allowed) {
    return of(spent).map(b -> Part.of("most that epsilon allows", allowed.applyAsDouble(b)));
  }
}
