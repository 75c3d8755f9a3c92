package governance.engine.internal.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;

/** Writes the {@code tokenizer.json} that stands for a BERT {@code vocab.txt} and its settings. */
final class TokenizerJson {
  private final List<String> pieces;
  private final TokenizerConfig config;

  TokenizerJson(List<String> pieces, TokenizerConfig config) {
    this.pieces = pieces;
    this.config = config;
  }

  JsonObject build() {
    JsonObject json = new JsonObject();
    json.addProperty("version", "1.0");
    json.add("truncation", JsonNull.INSTANCE);
    json.add("padding", JsonNull.INSTANCE);
    json.add("added_tokens", addedTokens());
    json.add("normalizer", config.normalizer());
    json.add("pre_tokenizer", typed("BertPreTokenizer"));
    json.add("post_processor", template());
    JsonObject decoder = typed("WordPiece");
    decoder.addProperty("prefix", "##");
    decoder.addProperty("cleanup", true);
    json.add("decoder", decoder);
    json.add("model", model());
    return json;
  }

  private int id(String piece) {
    return pieces.lastIndexOf(piece);
  }

  private JsonArray addedTokens() {
    JsonArray tokens = new JsonArray();
    VocabularyFile.SPECIAL.stream()
        .sorted((a, b) -> Integer.compare(id(a), id(b)))
        .forEach(
            special -> {
              JsonObject token = new JsonObject();
              token.addProperty("id", id(special));
              token.addProperty("content", special);
              for (String no : List.of("single_word", "lstrip", "rstrip", "normalized")) {
                token.addProperty(no, false);
              }
              token.addProperty("special", true);
              tokens.add(token);
            });
    return tokens;
  }

  private JsonObject template() {
    JsonObject template = typed("TemplateProcessing");
    JsonArray single = new JsonArray();
    single.add(place("SpecialToken", "[CLS]", 0));
    single.add(place("Sequence", "A", 0));
    single.add(place("SpecialToken", "[SEP]", 0));
    JsonArray pair = single.deepCopy();
    pair.add(place("Sequence", "B", 1));
    pair.add(place("SpecialToken", "[SEP]", 1));
    template.add("single", single);
    template.add("pair", pair);
    JsonObject special = new JsonObject();
    special.add("[CLS]", special("[CLS]"));
    special.add("[SEP]", special("[SEP]"));
    template.add("special_tokens", special);
    return template;
  }

  private static JsonObject place(String kind, String id, int type) {
    JsonObject inner = new JsonObject();
    inner.addProperty("id", id);
    inner.addProperty("type_id", type);
    JsonObject outer = new JsonObject();
    outer.add(kind, inner);
    return outer;
  }

  private JsonObject special(String token) {
    JsonObject special = new JsonObject();
    special.addProperty("id", token);
    special.add("ids", array(id(token)));
    JsonArray tokens = new JsonArray();
    tokens.add(token);
    special.add("tokens", tokens);
    return special;
  }

  private static JsonElement array(int id) {
    JsonArray array = new JsonArray();
    array.add(id);
    return array;
  }

  private JsonObject model() {
    JsonObject model = typed("WordPiece");
    model.addProperty("unk_token", "[UNK]");
    model.addProperty("continuing_subword_prefix", "##");
    model.addProperty("max_input_chars_per_word", 100);
    JsonObject vocabulary = new JsonObject();
    for (int i = 0; i < pieces.size(); i++) {
      vocabulary.addProperty(pieces.get(i), i);
    }
    model.add("vocab", vocabulary);
    return model;
  }

  private static JsonObject typed(String type) {
    JsonObject object = new JsonObject();
    object.addProperty("type", type);
    return object;
  }
}
