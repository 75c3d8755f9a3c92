package governance.engine.internal.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

class ShareTest {
  private static boolean rest(double probability, long... words) {
    PrimitiveIterator.OfLong next = Arrays.stream(words).map(w -> w << 11).iterator();
    boolean below = Share.of(probability).rest(next::nextLong);
    assertFalse(next.hasNext(), "as many words as are needed");
    return below;
  }

  @Test
  void aProbabilityOfFewDigitsNeedsOneWord() {
    assertEquals(3L << 51, Share.of(0.75).word());
    assertFalse(rest(0.75));
    assertEquals(1L << 53, Share.of(1).word());
  }

  /** 2^-60 is 0 in the first word and 2^46 in the second. */
  @Test
  void aSmallOneIsMetByFurtherWords() {
    double small = 0x1p-60;
    assertEquals(0, Share.of(small).word());
    assertTrue(rest(small, (1L << 46) - 1));
    assertFalse(rest(small, 1L << 46));
    assertFalse(rest(small, (1L << 46) + 1));
  }

  /** Digits on both sides of the end of a word: 2^-50 and 2^-100. */
  @Test
  void digitsAfterTheWordDecideWhereItIsEqual() {
    double both = 0x1p-50 + 0x1p-100;
    assertEquals(8, Share.of(both).word());
    assertTrue(rest(both, 0));
    assertTrue(rest(both, 63));
    assertFalse(rest(both, 64));
    assertTrue(rest(0x1.8p-140, 0, 5));
    assertFalse(rest(0x1.8p-140, 0, 1L << 20));
  }
}
