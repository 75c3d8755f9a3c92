package governance.engine.internal.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RepeatedWordsTest {
  @Test
  void wordsOfARowAreOnePlaceAndWordsOfTheBatchOneRowOfTheTable() {
    RepeatedWords words = RepeatedWords.of(new int[][] {{7, 3, 7, 0}, {3, 0, 5, 3}}, 0);
    assertArrayEquals(new long[] {0, 2, 1, 4, 7, 6}, words.places().order());
    assertArrayEquals(new long[] {0, 2, 3, 5}, words.places().starts());
    assertArrayEquals(new long[] {0, 0, 1, 1}, words.rows());
    assertArrayEquals(new long[] {0, 2, 1, 4, 7, 6}, words.table().order());
    assertArrayEquals(new long[] {0, 2, 5}, words.table().starts());
    assertArrayEquals(new long[] {7, 3, 5}, words.words());
  }

  @Test
  void withoutPaddingEveryPositionCounts() {
    RepeatedWords words = RepeatedWords.of(new int[][] {{0, 0}, {0, 2}}, -1);
    assertArrayEquals(new long[] {0, 1, 2, 3}, words.places().order());
    assertArrayEquals(new long[] {0, 2, 3}, words.places().starts());
    assertArrayEquals(new long[] {0, 2}, words.words());
  }

  @Test
  void rowsOfPaddingAloneHaveNoWords() {
    RepeatedWords words = RepeatedWords.of(new int[][] {{4, 4}}, 4);
    assertEquals(0, words.words().length);
    assertEquals(0, words.places().order().length);
  }
}
