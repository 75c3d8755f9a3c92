package governance.engine.internal.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.engine.Encoded;
import governance.engine.Masking;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskerTest {
  private static final int MASK = 4;
  private static final int PIECES = 2000;

  private final Masker words = new Masker(new Masking(MASK, PIECES, 0.15, true));
  private final Masker pieces = new Masker(new Masking(MASK, PIECES, 0.15, false));

  /** Words of one to three pieces between special tokens. */
  private static Encoded text(int length) {
    int[] ids = IntStream.range(0, length).map(i -> 100 + i).toArray();
    int[] words = new int[length];
    for (int i = 1, word = 0, left = 1; i < length - 1; i++) {
      words[i] = word;
      if (--left == 0) {
        left = 1 + ++word % 3;
      }
    }
    words[0] = -1;
    words[length - 1] = -1;
    return new Encoded(ids, words, List.of(), 0);
  }

  @Test
  void aShareOfThePiecesIsHiddenAndNoSpecialToken() {
    for (int row = 0; row < 200; row++) {
      for (Masker masker : List.of(words, pieces)) {
        Masked masked = masker.mask(text(64), 7, row);
        int count = masked.places().length;
        assertTrue(count <= 9 && count >= (masker == words ? 7 : 9), count + " places");
        for (int i = 0; i < count; i++) {
          int place = masked.places()[i];
          assertTrue(place > 0 && place < 63);
          assertEquals(100 + place, masked.originals()[i]);
        }
      }
    }
  }

  @Test
  void allPiecesOfAWordAreHiddenTogether() {
    Encoded text = text(64);
    for (int row = 0; row < 100; row++) {
      int[] hidden = words.mask(text, 1, row).places();
      for (int place = 1; place < 63; place++) {
        boolean own = Arrays.binarySearch(hidden, place) >= 0;
        boolean next = Arrays.binarySearch(hidden, place + 1) >= 0;
        assertTrue(text.words()[place] != text.words()[place + 1] || own == next);
      }
    }
  }

  @Test
  void eightOfTenBecomeTheMaskAndOneStays() {
    double masked = 0;
    double kept = 0;
    double all = 0;
    for (int row = 0; row < 3000; row++) {
      Masked one = pieces.mask(text(64), 3, row);
      for (int i = 0; i < one.places().length; i++) {
        int now = one.input().ids()[one.places()[i]];
        masked += now == MASK ? 1 : 0;
        kept += now == one.originals()[i] ? 1 : 0;
        all++;
      }
    }
    assertEquals(0.8, masked / all, 0.01);
    assertEquals(0.1, kept / all, 0.01);
  }

  @Test
  void placesFollowFromSeedAndRow() {
    Encoded text = text(40);
    assertArrayEquals(words.mask(text, 5, 2).places(), words.mask(text, 5, 2).places());
    assertEquals(words.mask(text, 5, 2).input(), words.mask(text, 5, 2).input());
    assertFalse(
        Arrays.equals(words.mask(text, 5, 2).places(), words.mask(text, 6, 2).places())
            && Arrays.equals(words.mask(text, 5, 3).places(), words.mask(text, 6, 3).places()));
  }

  @Test
  void aShortTextHidesOnePlace() {
    assertEquals(1, words.mask(text(3), 1, 1).places().length);
  }
}
