package governance.engine.internal.text;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What defines a tokenizer, in Hugging Face layout.
 *
 * @param json text of {@code tokenizer.json}
 * @param config text of {@code tokenizer_config.json}
 * @param pieces pieces by id
 */
record TokenizerFiles(String json, String config, List<String> pieces) {
  private static final String JSON = "tokenizer.json";
  private static final String VOCABULARY = "vocab.txt";
  private static final String CONFIG = "tokenizer_config.json";
  private static final String ADVICE = "Choose a folder that holds the model's tokenizer files";

  /** Returns the vocabulary that ships: lower case. */
  static TokenizerFiles shipped() {
    try (InputStream in = TokenizerFiles.class.getResourceAsStream(VOCABULARY)) {
      return of(VocabularyFile.parse(VOCABULARY, in.readAllBytes()), TokenizerConfig.bert());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TokenizerFiles of(List<String> pieces, TokenizerConfig config) {
    JsonObject json = new TokenizerJson(pieces, config).build();
    return new TokenizerFiles(written(json), config.text(), pieces);
  }

  /** Reads a folder with {@code tokenizer.json}, or {@code vocab.txt}. */
  static TokenizerFiles read(Path folder) {
    try {
      Path settings = folder.resolve(CONFIG);
      boolean said = Files.isRegularFile(settings);
      TokenizerConfig config =
          said ? new TokenizerConfig(object(settings)) : TokenizerConfig.bert();
      if (Files.isRegularFile(folder.resolve(JSON))) {
        return ofJson(folder.resolve(JSON), said, config);
      }
      Path vocabulary = folder.resolve(VOCABULARY);
      if (Files.isRegularFile(vocabulary)) {
        byte[] bytes = Files.readAllBytes(vocabulary);
        return of(VocabularyFile.parse(vocabulary.toString(), bytes), config);
      }
    } catch (IOException e) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              folder.toString(),
              "cannot be read: " + e,
              "",
              "Check permissions"),
          e);
    }
    throw GovernanceException.spec(
        folder.toString(), "no tokenizer", JSON + " or " + VOCABULARY, ADVICE);
  }

  private static TokenizerFiles ofJson(Path file, boolean said, TokenizerConfig config)
      throws IOException {
    JsonObject json = object(file);
    TokenizerModel model = new TokenizerModel(file.toString(), json);
    boolean bert =
        json.get("normalizer") instanceof JsonObject n
            && n.has("type")
            && "BertNormalizer".equals(n.get("type").getAsString());
    if (said && config.saysCase() && bert) {
      json.add("normalizer", config.normalizer());
    }
    TokenizerConfig known = said || bert ? config : TokenizerConfig.of(model);
    return new TokenizerFiles(written(json), known.text(), model.pieces());
  }

  private static JsonObject object(Path file) throws IOException {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException | MalformedInputException e) {
      throw GovernanceException.spec(file.toString(), "not a JSON object", "", ADVICE);
    }
  }

  private static String written(JsonObject json) {
    return new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(json);
  }

  private TokenizerModel model() {
    return new TokenizerModel("tokenizer", JsonParser.parseString(json).getAsJsonObject());
  }

  /** Returns the kind of pieces: WordPiece, BPE or Unigram. */
  String type() {
    return model().type();
  }

  /** Returns the files for texts that are split into words already, if they are other ones. */
  Optional<TokenizerFiles> forWords() {
    return model().forWords().map(this::forWords);
  }

  private TokenizerFiles forWords(JsonObject changed) {
    JsonObject settings = JsonParser.parseString(config).getAsJsonObject();
    settings.addProperty("add_prefix_space", true);
    return new TokenizerFiles(written(changed), new TokenizerConfig(settings).text(), pieces);
  }

  /** Writes the files; Transformers' {@code AutoTokenizer} loads them. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(JSON), json);
    Files.writeString(folder.resolve(CONFIG), config);
    if (type().equals(TokenizerModel.WORD_PIECE)) {
      Files.writeString(folder.resolve(VOCABULARY), String.join("\n", pieces) + "\n");
    }
  }
}
