package governance.runtime.internal.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.engine.Encoded;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTextsTest {
  /** The text as a reader sees it; the first and the last piece are special tokens. */
  private static String shown(String kind, String... pieces) {
    int[] words = new int[pieces.length];
    Arrays.setAll(words, i -> i == 0 || i == pieces.length - 1 ? -1 : i - 1);
    Encoded input = new Encoded(new int[pieces.length], words, List.of(pieces), 0);
    StringBuilder text = new StringBuilder();
    for (TokenTexts.Shown piece : new TokenTexts(kind).of(input)) {
      text.append(piece.continues() ? "" : " ").append('[').append(piece.text()).append(']');
    }
    return text.toString().strip();
  }

  @Test
  void wordPieceMarksWhatContinuesAWord() {
    assertEquals(
        "[[CLS]] [under][writing] [##] [[SEP]]",
        shown("WordPiece", "[CLS]", "under", "##writing", "##", "[SEP]"));
    assertEquals("[<s>] [\u0120an] [</s>]", shown("WordPiece", "<s>", "\u0120an", "</s>"));
  }

  @Test
  void byteLevelPiecesAreBlanksAndBytes() {
    assertEquals(
        "[<s>] [re][gion] [lakes][,] [5] [</s>]",
        shown("BPE", "<s>", "re", "gion", "\u0120lakes", ",", "\u01205", "</s>"));
    // U+00E9 is C3 A9 in UTF-8, which stand for themselves; E2 82 AC is the euro sign
    assertEquals(
        "[<s>] [caf\u00e9] [\u20ac] [\u2423] [</s>]",
        shown("BPE", "<s>", "caf\u00c3\u00a9", "\u0120\u00e2\u0124\u00ac", "\u0120", "</s>"));
  }

  @Test
  void unigramPiecesBeginWordsWithTheirMark() {
    assertEquals(
        "[<s>] [heart] [dis][ease] [\u2423][\u4f60] [</s>]",
        shown("Unigram", "<s>", "\u2581heart", "\u2581dis", "ease", "\u2581", "\u4f60", "</s>"));
    assertEquals("[<s>] [a][b] [c] [</s>]", shown("BPE", "<s>", "\u2581a", "b", "\u2581c", "</s>"));
  }
}
