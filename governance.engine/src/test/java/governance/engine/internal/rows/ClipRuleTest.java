package governance.engine.internal.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.train.GradientPlan.Clipping;
import org.junit.jupiter.api.Test;

class ClipRuleTest {
  @Test
  void smallGradientsStayAndLargeOnesAreCutToTheBound() {
    ClipRule rule = new ClipRule(Clipping.PER_SAMPLE, 0.5);
    assertFalse(rule.normalised());
    assertEquals(1, rule.factor(0));
    assertEquals(1, rule.factor(0.5));
    assertEquals(0.25, rule.factor(2));
    assertTrue(Double.isNaN(rule.factor(Double.NaN)));
  }

  @Test
  void automaticClippingKeepsEveryNormBelowTheBound() {
    ClipRule rule = new ClipRule(Clipping.PER_SAMPLE_NORMALISED, 0.5);
    assertTrue(rule.normalised());
    for (double norm : new double[] {0, 1e-6, 0.01, 0.5, 3, 1e6}) {
      assertEquals(0.5 / (norm + 0.01), rule.factor(norm));
      assertTrue(norm * rule.factor(norm) < 0.5);
    }
  }

  @Test
  void whatBoundsNoRowIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ClipRule(Clipping.GLOBAL, 1));
    assertThrows(IllegalArgumentException.class, () -> new ClipRule(Clipping.PER_SAMPLE, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new ClipRule(Clipping.PER_SAMPLE, Double.NaN));
  }
}
