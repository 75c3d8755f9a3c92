package governance.runtime.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WeightsTest {
  /**
   * λ ← max(0, λ + 0.02 / 0.05 · (m − 0.05)), m the bias-corrected mean with memory 0.9; by hand
   * for 0.15, 0.05, 0.
   */
  @Test
  void theMultiplierFollowsTheRule() {
    Multiplier multiplier = new Multiplier(0.05);
    assertEquals(0, multiplier.weight());
    multiplier.observe(0.15);
    multiplier.adopt();
    assertEquals(0.04, multiplier.weight(), 1e-15);
    multiplier.observe(0.05);
    multiplier.adopt();
    double second = (0.9 * 0.015 + 0.1 * 0.05) / (1 - 0.81);
    assertEquals(0.04 + 0.4 * (second - 0.05), multiplier.weight(), 1e-15);
    multiplier.observe(0);
    multiplier.adopt();
    double third = (0.9 * (0.9 * 0.015 + 0.1 * 0.05)) / (1 - 0.729);
    assertEquals(0.04 + 0.4 * (second - 0.05) + 0.4 * (third - 0.05), multiplier.weight(), 1e-15);
  }

  /**
   * min ½(x − 1)² subject to x ≤ 0.2 has the multiplier λ = 0.8 (from the Lagrangian's
   * stationarity, 1 − x = λ): descent in x with ascent in λ must find both.
   */
  @Test
  void findsTheMultiplierOfAKnownProblem() {
    Multiplier multiplier = new Multiplier(0.2);
    double x = 1;
    for (int i = 0; i < 2000; i++) {
      x -= 0.1 * (x - 1 + multiplier.weight());
      multiplier.observe(x);
      multiplier.adopt();
    }
    assertEquals(0.2, x, 1e-3);
    assertEquals(0.8, multiplier.weight(), 1e-3);
  }

  /** The same where the weight follows only every ten steps: it swings longer, but gets there. */
  @Test
  void findsItAlsoWhereValuesAreReadBackEveryTenSteps() {
    Multiplier multiplier = new Multiplier(0.2);
    double x = 1;
    for (int i = 0; i < 4000; i++) {
      if (i % 10 == 0) {
        multiplier.adopt();
      }
      x -= 0.1 * (x - 1 + multiplier.weight());
      multiplier.observe(x);
    }
    assertEquals(0.2, x, 1e-3);
    assertEquals(0.8, multiplier.weight(), 1e-3);
  }

  @Test
  void fallsToZeroWhenTheTargetHolds() {
    Multiplier multiplier = new Multiplier(0.5);
    for (int i = 0; i < 100; i++) {
      multiplier.observe(1);
      multiplier.adopt();
    }
    assertTrue(multiplier.weight() > 1);
    for (int i = 0; i < 300; i++) {
      multiplier.observe(0.1);
      multiplier.adopt();
    }
    assertEquals(0, multiplier.weight());
  }

  /** An adversary learns nothing at a weight of 0. */
  @Test
  void doesNotFallToZeroWhereTheTermTrainsTensorsOfItsOwn() {
    Multiplier multiplier = new Multiplier(0.6, true);
    assertEquals(Multiplier.FLOOR, multiplier.weight());
    for (int i = 0; i < 100; i++) {
      multiplier.observe(0.1);
      multiplier.adopt();
    }
    assertEquals(Multiplier.FLOOR, multiplier.weight());
  }

  @Test
  void isBounded() {
    Multiplier multiplier = new Multiplier(0);
    for (int i = 0; i < 1000; i++) {
      multiplier.observe(1000);
      multiplier.adopt();
    }
    assertEquals(10_000, multiplier.weight());
    Multiplier other = new Multiplier(0.5);
    for (int i = 0; i < 1000; i++) {
      other.observe(1000);
      other.adopt();
    }
    assertEquals(20, other.weight());
  }

  @Test
  void goesOnFromItsState() {
    Multiplier whole = new Multiplier(0.05);
    Multiplier first = new Multiplier(0.05);
    for (int i = 0; i < 10; i++) {
      whole.observe(i * 0.01);
      whole.adopt();
      first.observe(i * 0.01);
      first.adopt();
    }
    Multiplier second = new Multiplier(0.05);
    second.restore(first.state());
    for (int i = 10; i < 20; i++) {
      whole.observe(i * 0.01);
      whole.adopt();
      second.observe(i * 0.01);
      second.adopt();
    }
    assertArrayEquals(whole.state(), second.state());
  }
}
