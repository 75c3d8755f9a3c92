package plugins.fairness.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static Interval ofMean(double[] values) {
    return Bootstrap.of(
        values.length, "pairs", counts -> new double[] {Bootstrap.mean(values, counts)})[0];
  }

  /** Of a mean of many values the interval is near that of the normal distribution. */
  @Test
  void theIntervalOfAMeanIsNearItsStandardError() {
    double[] values = new Random(4).doubles(900).toArray();
    Interval got = ofMean(values);
    double half = 1.96 / Math.sqrt(12 * 900);
    assertEquals(2 * half, got.high() - got.low(), 0.2 * half);
    assertTrue(got.method().contains("1000 replicates"), got.method());
    assertEquals(got, ofMean(values), "the same again");
  }

  @Test
  void whatIsSeldomDefinedAndASingleUnitHaveNoInterval() {
    assertNull(ofMean(new double[] {1}));
    assertNull(
        Bootstrap.of(9, "pairs", counts -> new double[] {counts[0] > 0 ? 1 : Double.NaN})[0]);
  }

  @Test
  void anIntervalIsExtendedToAFigureThatDrawsDoNotReach() {
    Interval got =
        Bootstrap.of(
            20,
            "pairs",
            counts -> {
              double sum = 0;
              for (double c : counts) {
                sum += Math.abs(c - 1);
              }
              return new double[] {sum};
            })[0];
    assertEquals(0, got.low());
    assertTrue(got.method().endsWith("extended to the point value"), got.method());
  }
}
