package governance.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SplitMixTest {
  /** First outputs for seed 1234567 of the reference implementation (Vigna, splitmix64.c). */
  @Test
  void givesTheNumbersOfTheReference() {
    SplitMix random = new SplitMix(1234567);
    assertEquals(6457827717110365317L, random.nextLong());
    assertEquals(3203168211198807973L, random.nextLong());
    assertEquals(Long.parseUnsignedLong("9817491932198370423"), random.nextLong());
  }

  @Test
  void numbersAreSpreadAsStated() {
    SplitMix random = new SplitMix(1);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100_000; i++) {
      double z = random.normal();
      sum += z;
      squares += z * z;
    }
    assertEquals(0, sum / 100_000, 0.02);
    assertEquals(1, squares / 100_000, 0.02);
  }
}
