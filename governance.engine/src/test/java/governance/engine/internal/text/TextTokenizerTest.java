package governance.engine.internal.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.engine.Encoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTokenizerTest {
  private static final String SMALL =
      "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\njohn\nun\n##happi\n##ness\nber\n##lin\n.\nJohn\ncafe\n";

  private static TextTokenizer folder(Path folder, String vocabulary, String config)
      throws IOException {
    Files.writeString(folder.resolve("vocab.txt"), vocabulary);
    if (config != null) {
      Files.writeString(folder.resolve("tokenizer_config.json"), config);
    }
    return TextTokenizer.open(Optional.of(folder));
  }

  private static Encoded one(TextTokenizer tokenizer, String text, int most) {
    return tokenizer.encode(List.of(text), most).get(0);
  }

  @Test
  void piecesIdsAndWordsFollowTheVocabulary(@TempDir Path folder) throws IOException {
    try (TextTokenizer tokenizer = folder(folder, SMALL, null)) {
      Encoded text = one(tokenizer, "John unhappiness, Berlin.", 64);
      assertEquals(
          List.of(
              "[CLS]", "john", "un", "##happi", "##ness", "[UNK]", "ber", "##lin", ".", "[SEP]"),
          text.tokens());
      assertArrayEquals(new int[] {2, 5, 6, 7, 8, 1, 9, 10, 11, 3}, text.ids());
      assertArrayEquals(new int[] {-1, 0, 1, 1, 1, 2, 3, 3, 4, -1}, text.words());
      assertEquals(0, text.lost());
      assertEquals(14, tokenizer.vocabulary());
    }
  }

  @Test
  void truncationKeepsTheEndMarkAndCountsWhatIsLost(@TempDir Path folder) throws IOException {
    try (TextTokenizer tokenizer = folder(folder, SMALL, null)) {
      Encoded text = one(tokenizer, "John unhappiness, Berlin.", 5);
      assertEquals(List.of("[CLS]", "john", "un", "##happi", "[SEP]"), text.tokens());
      assertArrayEquals(new int[] {-1, 0, 1, 1, -1}, text.words());
      assertEquals(5, text.lost());
      assertEquals(0, one(tokenizer, "John unhappiness, Berlin.", 10).lost());
      assertEquals(1, one(tokenizer, "John unhappiness, Berlin.", 9).lost());
      assertThrows(GovernanceException.class, () -> one(tokenizer, "x", 2));
    }
  }

  @Test
  void longTextsAreNotCutSilently() {
    try (TextTokenizer tokenizer = TextTokenizer.open(Optional.empty())) {
      Encoded text = one(tokenizer, "the ".repeat(2000), 4000);
      assertEquals(2002, text.length());
      assertEquals(2002 - 512, one(tokenizer, "the ".repeat(2000), 512).lost());
    }
  }

  @Test
  void wordsThatAreSplitAlreadyKeepTheirIndices(@TempDir Path folder) throws IOException {
    try (TextTokenizer tokenizer = folder(folder, SMALL, null)) {
      Encoded text =
          tokenizer.encodeWords(List.of(List.of("John", "un,happiness", "", "Berlin.")), 64).get(0);
      assertArrayEquals(new int[] {-1, 0, 1, 1, 1, 3, 3, 3, -1}, text.words());
    }
  }

  @Test
  void charactersBeyondTheBasicPlaneDoNotShiftWords() {
    try (TextTokenizer tokenizer = TextTokenizer.open(Optional.empty())) {
      Encoded text = one(tokenizer, "caf\u00e9 \ud83d\ude00 loan", 64);
      assertEquals("loan", text.tokens().get(text.length() - 2));
      assertEquals("[UNK]", text.tokens().get(text.length() - 3));
      assertEquals(2, text.words()[text.length() - 2]);
    }
  }

  @Test
  void caseFollowsTheConfiguration(@TempDir Path folder) throws IOException {
    try (TextTokenizer lower = folder(folder, SMALL, null);
        TextTokenizer cased = folder(folder, SMALL, "{\"do_lower_case\": false}")) {
      assertEquals("john", one(lower, "John", 8).tokens().get(1));
      assertEquals("John", one(cased, "John", 8).tokens().get(1));
      assertEquals("cafe", one(lower, "Caf\u00e9", 8).tokens().get(1));
      assertEquals("[UNK]", one(cased, "caf\u00e9", 8).tokens().get(1));
      assertNotEquals(lower.digest(), cased.digest());
    }
  }

  @Test
  void whatIsWrittenIsReadBackTheSame(@TempDir Path folder) throws IOException {
    Path first = Files.createDirectories(folder.resolve("a"));
    Path second = folder.resolve("b");
    try (TextTokenizer tokenizer = folder(first, SMALL, "{\"do_lower_case\": false}")) {
      tokenizer.write(second);
      try (TextTokenizer again = TextTokenizer.open(Optional.of(second))) {
        assertEquals(tokenizer.digest(), again.digest());
        assertEquals(one(tokenizer, "John x", 8), one(again, "John x", 8));
      }
      assertEquals(SMALL, Files.readString(second.resolve("vocab.txt")));
      Files.delete(second.resolve("tokenizer.json"));
      try (TextTokenizer fromVocabulary = TextTokenizer.open(Optional.of(second))) {
        assertEquals(tokenizer.digest(), fromVocabulary.digest());
      }
    }
  }

  private static void refused(Path folder, String part) {
    String message =
        assertThrows(GovernanceException.class, () -> TextTokenizer.open(Optional.of(folder)))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void filesThatCannotBeUsedAreNamed(@TempDir Path folder) throws IOException {
    refused(folder, "no tokenizer; allowed: tokenizer.json or vocab.txt");
    Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[UNK]\na\n");
    refused(folder, "no line [CLS]");
    Files.write(folder.resolve("vocab.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    refused(folder, "not UTF-8");
    Files.writeString(folder.resolve("vocab.txt"), SMALL);
    Files.writeString(folder.resolve("tokenizer_config.json"), "[1]");
    refused(folder, "not a JSON object");
    Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\":{\"type\":\"Unigram\"}}");
    refused(folder, "no model with a table of pieces; allowed: WordPiece, BPE, Unigram");
    Files.writeString(
        folder.resolve("tokenizer.json"),
        "{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0}}}");
    refused(folder, "a model of type WordLevel");
    Files.writeString(
        folder.resolve("tokenizer.json"), "{\"model\":{\"type\":\"Unigram\",\"vocab\":[7]}}");
    refused(folder, "a damaged table of pieces");
    Files.writeString(
        folder.resolve("tokenizer.json"), "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0}}}");
    refused(folder, "the tokenizer cannot be used");
  }

  @Test
  void theShippedVocabularyHasCharactersNumbersUnitsAndDomainWords() throws IOException {
    try (var in = TextTokenizer.class.getResourceAsStream("vocab.txt");
        TextTokenizer tokenizer = TextTokenizer.open(Optional.empty())) {
      List<String> pieces = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertEquals(8000, pieces.size());
      assertEquals(8000, pieces.stream().distinct().count());
      StringBuilder printable = new StringBuilder();
      for (char c = '!'; c <= '~'; c++) {
        printable.append(c).append(' ').append('a').append(c).append(' ');
      }
      Encoded text =
          one(tokenizer, printable + " kg mg/dl mmhg \u00a3 \u20ac \u00b0 5000 1987", 1000);
      assertTrue(!text.tokens().contains("[UNK]"), text.tokens().toString());
      for (String word : List.of("credit", "loan", "income", "patient", "disease", "diabetes")) {
        assertEquals(3, one(tokenizer, word, 8).length(), word);
      }
      assertEquals(List.of("[CLS]", "19", "##87", "[SEP]"), one(tokenizer, "1987", 8).tokens());
    }
  }
}
