package governance.engine.internal.text;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/**
 * A {@code tokenizer_config.json}: what is not in the vocabulary. Absent keys are those of {@code
 * BertTokenizer}: lower case, accents stripped with it, Chinese characters apart.
 */
final class TokenizerConfig {
  private final JsonObject json;

  TokenizerConfig(JsonObject json) {
    this.json = json;
  }

  /** The settings of a BERT tokenizer without a file. */
  static TokenizerConfig bert() {
    JsonObject json = new JsonObject();
    json.addProperty("tokenizer_class", "BertTokenizer");
    json.addProperty("do_lower_case", true);
    json.addProperty("strip_accents", true);
    json.addProperty("tokenize_chinese_chars", true);
    json.addProperty("model_max_length", 512);
    json.addProperty("pad_token", "[PAD]");
    json.addProperty("unk_token", "[UNK]");
    json.addProperty("cls_token", "[CLS]");
    json.addProperty("sep_token", "[SEP]");
    json.addProperty("mask_token", "[MASK]");
    return new TokenizerConfig(json);
  }

  /** The settings of a tokenizer that has a {@code tokenizer.json} but no file of settings. */
  static TokenizerConfig of(TokenizerModel model) {
    JsonObject json = new JsonObject();
    json.addProperty("tokenizer_class", "PreTrainedTokenizerFast");
    special(json, "pad_token", model, "[PAD]", "<pad>");
    special(json, "unk_token", model, "[UNK]", "<unk>");
    special(json, "cls_token", model, "[CLS]", "<s>");
    special(json, "sep_token", model, "[SEP]", "</s>");
    special(json, "mask_token", model, "[MASK]", "<mask>");
    return new TokenizerConfig(json);
  }

  private static void special(
      JsonObject json, String key, TokenizerModel model, String... candidates) {
    model.added(List.of(candidates)).ifPresent(token -> json.addProperty(key, token));
  }

  private JsonElement value(String key, JsonElement otherwise) {
    return json.has(key) ? json.get(key) : otherwise;
  }

  private static JsonElement yes() {
    return new JsonPrimitive(true);
  }

  /** Returns whether the file says how letters are cased. */
  boolean saysCase() {
    return json.has("do_lower_case");
  }

  /** Returns the normalizer of {@code tokenizer.json}. */
  JsonObject normalizer() {
    JsonObject normalizer = new JsonObject();
    normalizer.addProperty("type", "BertNormalizer");
    normalizer.addProperty("clean_text", true);
    normalizer.add("handle_chinese_chars", value("tokenize_chinese_chars", yes()));
    normalizer.add("strip_accents", value("strip_accents", JsonNull.INSTANCE));
    normalizer.add("lowercase", value("do_lower_case", yes()));
    return normalizer;
  }

  /** Returns the file's text. */
  String text() {
    return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(json) + "\n";
  }
}
