package governance.runtime.internal.explain;

import governance.engine.Encoded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pieces of texts as readers know them. WordPiece marks pieces that continue a word (##),
 * Unigram and some BPE those that follow a blank (U+2581), byte-level BPE writes each byte as a
 * letter, a blank as U+0120 (Radford et al. 2019).
 */
final class TokenTexts {
  private static final String CONTINUED = "##";
  private static final String META = "\u2581";
  private static final String BLANK = "\u0120";

  /** Stands for a piece that is a blank alone. */
  private static final String OPEN_BOX = "\u2423";

  private static final Map<Character, Integer> BYTES = bytes();

  private final boolean wordPiece;
  private final boolean mayBeBytes;

  /** Pieces of a kind of tokenizer: WordPiece, BPE or Unigram. */
  TokenTexts(String kind) {
    wordPiece = !kind.equals("BPE") && !kind.equals("Unigram");
    mayBeBytes = kind.equals("BPE");
  }

  /**
   * A piece.
   *
   * @param text without marks
   * @param continues whether it stands right behind the piece before it
   */
  record Shown(String text, boolean continues) {}

  /** Returns the pieces of a text, special tokens as they are. */
  List<Shown> of(Encoded input) {
    boolean bytes = mayBeBytes && input.tokens().stream().noneMatch(t -> t.startsWith(META));
    String mark = bytes ? BLANK : META;
    List<Shown> all = new ArrayList<>();
    boolean begun = false;
    for (int i = 0; i < input.length(); i++) {
      String piece = input.tokens().get(i);
      if (input.words()[i] < 0) {
        all.add(new Shown(piece, false));
        continue;
      }
      all.add(wordPiece ? wordPiece(piece) : marked(piece, mark, bytes, begun));
      begun = true;
    }
    return all;
  }

  private static Shown wordPiece(String piece) {
    boolean continues = piece.startsWith(CONTINUED) && piece.length() > CONTINUED.length();
    return new Shown(continues ? piece.substring(CONTINUED.length()) : piece, continues);
  }

  private static Shown marked(String piece, String mark, boolean bytes, boolean begun) {
    boolean blank = piece.startsWith(mark);
    String rest = blank ? piece.substring(mark.length()) : piece;
    String text = bytes ? decoded(rest) : rest.replace(META, " ");
    return new Shown(text.isBlank() ? OPEN_BOX : text, begun && !blank);
  }

  /** Characters whose bytes lie in several pieces become U+FFFD. */
  private static String decoded(String letters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (char letter : letters.toCharArray()) {
      Integer value = BYTES.get(letter);
      if (value == null) {
        return letters; // an added token, which is not written in bytes
      }
      bytes.write(value);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Printable bytes stand for themselves, the others follow from U+0100 on. */
  private static Map<Character, Integer> bytes() {
    Map<Character, Integer> bytes = new HashMap<>();
    int others = 0;
    for (int b = 0; b < 256; b++) {
      boolean printable = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
      bytes.put((char) (printable ? b : 256 + others++), b);
    }
    return bytes;
  }
}
