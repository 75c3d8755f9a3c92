package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import governance.runtime.internal.spec.PenaltySpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Weight;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What is varied when nothing is named: the weight of the first fairness penalty, from none over a
 * tenth to ten times what the spec has, each about three times the one before.
 */
final class DefaultVary {
  private static final String PILLAR = "fairness.";
  private static final double[] FACTORS = {0.1, 0.3, 1, 3, 10};
  private static final MathContext SHORT = new MathContext(3);

  private DefaultVary() {}

  /**
   * Returns the key with its values.
   *
   * @throws GovernanceException if the spec has no penalty of the fairness pillar
   */
  static Vary of(RunSpec spec) {
    PenaltySpec first =
        spec.penalties().stream()
            .filter(p -> p.id().startsWith(PILLAR))
            .findFirst()
            .orElseThrow(
                () ->
                    GovernanceException.spec(
                        "--vary",
                        "is missing, and the spec has no fairness penalty to vary",
                        "KEY=VALUE,VALUE,…, such as train.learningRate=0.0001,0.0005",
                        "Name what to vary, or add a penalty to the spec"));
    double usual = usual(first.weight());
    List<String> values = new ArrayList<>(List.of("0"));
    for (double factor : FACTORS) {
      BigDecimal value = new BigDecimal(factor * usual, SHORT).stripTrailingZeros();
      values.add(value.toPlainString());
    }
    return new Vary("penalties." + first.id() + ".weight", values);
  }

  private static double usual(Weight weight) {
    double given =
        weight instanceof Weight.Constant c
            ? c.value()
            : weight instanceof Weight.Ramp r ? Math.max(r.from(), r.to()) : 1;
    return given > 0 ? given : 1;
  }
}
