package plugins.privacy.internal.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Exposure against cases worked by hand, and against what it is by chance. */
class ExposureTest {
  /** Of 7 others the second best: |R| = 8, rank 2, log2 8 - log2 2 = 2 bits. */
  @Test
  void byHand() {
    double[] others = {0.1, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
    Exposure second = Exposure.of(0.2, others);
    assertEquals(2, second.rank());
    assertEquals(2, second.bits(), 1e-12);
    assertFalse(second.extracted());
    assertEquals(3, Exposure.of(0.05, others).bits(), 1e-12, "the most: log2 8");
    assertTrue(Exposure.of(0.05, others).extracted());
    assertEquals(0, Exposure.of(2, others).bits(), 1e-12, "last of 8");
    assertEquals(3, Exposure.of(0.5, others).rank(), "others of the same loss go before");
  }

  @Test
  void ofWhatIsNotRememberedTheMeanIsOneOverLn2() {
    SplittableRandom random = new SplittableRandom(5);
    double[] others = random.doubles(1000).toArray();
    double mean =
        random.doubles(20_000).map(loss -> Exposure.of(loss, others).bits()).average().orElse(0);
    assertEquals(1 / Math.log(2), mean, 0.06);
  }
}
