package governance.engine.internal.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.engine.Encoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokenizers of each kind against the ids that Transformers' AutoTokenizer gives. */
class TokenizerGoldenTest {
  @TempDir Path written;

  @ParameterizedTest
  @ValueSource(strings = {"word-piece", "byte-level-bpe", "unigram-xlm-roberta", "unigram-albert"})
  void idsAndWordsAgree(String name) throws IOException {
    Path folder = Path.of("src/test/resources/tokenizers", name);
    try (TextTokenizer tokenizer = TextTokenizer.open(Optional.of(folder))) {
      compare(folder, tokenizer);
      tokenizer.write(written);
    }
    assertEquals(name.equals("word-piece"), Files.exists(written.resolve("vocab.txt")));
    try (TextTokenizer again = TextTokenizer.open(Optional.of(written))) {
      compare(folder, again);
    }
  }

  private static void compare(Path folder, TextTokenizer tokenizer) throws IOException {
    String text = Files.readString(folder.resolve("golden.json"));
    JsonObject golden = JsonParser.parseString(text).getAsJsonObject();
    assertEquals(golden.get("vocabulary").getAsInt(), tokenizer.vocabulary());
    for (JsonElement one : golden.getAsJsonArray("texts")) {
      JsonObject expected = one.getAsJsonObject();
      String words = expected.get("text").getAsString();
      Encoded got = tokenizer.encode(List.of(words), 64).get(0);
      assertArrayEquals(ints(expected.get("ids")), got.ids(), words);
    }
    for (JsonElement one : golden.getAsJsonArray("words")) {
      JsonObject expected = one.getAsJsonObject();
      List<String> words = List.of(new Gson().fromJson(expected.get("words"), String[].class));
      Encoded got = tokenizer.encodeWords(List.of(words), 64).get(0);
      assertArrayEquals(ints(expected.get("ids")), got.ids(), words.toString());
      assertArrayEquals(ints(expected.get("index")), got.words(), words.toString());
    }
  }

  /** The file's own way gives the pieces that Transformers makes of words; {@code golden.json}. */
  @ParameterizedTest
  @CsvSource({"byte-level-bpe, true", "word-piece, false"})
  void aModelTunedOnWordsSaysHowTheyAreSplit(String name, boolean spaced) throws IOException {
    Path folder = Path.of("src/test/resources/tokenizers", name);
    try (TextTokenizer tokenizer = TextTokenizer.open(Optional.of(folder))) {
      tokenizer.writeForWords(written);
    }
    String config = Files.readString(written.resolve("tokenizer_config.json"));
    assertEquals(spaced, config.contains("\"add_prefix_space\": true"));
    String json = Files.readString(written.resolve("tokenizer.json"));
    String splitter = JsonParser.parseString(json).getAsJsonObject().get("pre_tokenizer") + "";
    assertEquals(spaced, splitter.contains("\"add_prefix_space\":true"));
    try (TextTokenizer again = TextTokenizer.open(Optional.of(written));
        TextTokenizer first = TextTokenizer.open(Optional.of(folder))) {
      List<List<String>> words = List.of(List.of("John", "lives", "in", "Berlin"));
      assertEquals(first.encodeWords(words, 64), again.encodeWords(words, 64));
    }
  }

  /** Without its settings a folder still says which tokens are special. */
  @ParameterizedTest
  @CsvSource({"byte-level-bpe, <mask>", "unigram-albert, [MASK]"})
  void settingsThatAreAbsentFollowTheTokenizer(String name, String mask) throws IOException {
    Path file = Path.of("src/test/resources/tokenizers", name, "tokenizer.json");
    Path alone = Files.createDirectories(written.resolve("alone"));
    Files.copy(file, alone.resolve("tokenizer.json"));
    try (TextTokenizer tokenizer = TextTokenizer.open(Optional.of(alone))) {
      tokenizer.write(written);
    }
    String config = Files.readString(written.resolve("tokenizer_config.json"));
    JsonObject json = JsonParser.parseString(config).getAsJsonObject();
    assertEquals(mask, json.get("mask_token").getAsString());
    assertFalse(config.contains("BertTokenizer"));
  }

  private static int[] ints(JsonElement array) {
    return new Gson().fromJson(array, int[].class);
  }
}
