package governance.engine.internal.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model of a {@code tokenizer.json}: WordPiece, BPE or Unigram. */
final class TokenizerModel {
  static final String WORD_PIECE = "WordPiece";
  private static final List<String> TYPES = List.of(WORD_PIECE, "BPE", "Unigram");

  private final String subject;
  private final JsonObject json;
  private final JsonObject model;

  /**
   * Looks at a file's content.
   *
   * @param subject what it is called in errors
   * @throws GovernanceException if there is no such model
   */
  TokenizerModel(String subject, JsonObject json) {
    this.subject = subject;
    this.json = json;
    if (!(json.get("model") instanceof JsonObject found) || found.get("vocab") == null) {
      throw wrong("no model with a table of pieces");
    }
    this.model = found;
    if (!TYPES.contains(type())) {
      throw wrong("a model of type " + type());
    }
  }

  private GovernanceException wrong(String got) {
    String advice = "Choose a folder that holds the model's tokenizer files";
    return GovernanceException.spec(subject, got, String.join(", ", TYPES), advice);
  }

  /** The model's type; old files do not say it, and then its parts do. */
  String type() {
    if (model.get("type") instanceof JsonPrimitive type) {
      return type.getAsString();
    }
    if (model.has("merges")) {
      return "BPE";
    }
    return model.get("vocab").isJsonArray() ? "Unigram" : WORD_PIECE;
  }

  /** The pieces by id, added ones included. */
  List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    try {
      if (model.get("vocab") instanceof JsonArray scored) {
        scored.forEach(e -> pieces.add(e.getAsJsonArray().get(0).getAsString()));
      } else {
        for (Map.Entry<String, JsonElement> entry : model.getAsJsonObject("vocab").entrySet()) {
          put(pieces, entry.getValue().getAsInt(), entry.getKey());
        }
      }
      for (JsonObject token : added()) {
        put(pieces, token.get("id").getAsInt(), token.get("content").getAsString());
      }
    } catch (IllegalStateException | ClassCastException | NumberFormatException e) {
      throw wrong("a damaged table of pieces");
    }
    return pieces;
  }

  private List<JsonObject> added() {
    List<JsonObject> added = new ArrayList<>();
    if (json.get("added_tokens") instanceof JsonArray all) {
      all.forEach(e -> added.add(e.getAsJsonObject()));
    }
    return added;
  }

  /** Ids stand for rows of a table: none is below 0, and gaps are small. */
  private void put(List<String> pieces, int id, String piece) {
    if (id < 0 || id > 10_000_000) {
      throw wrong("the id " + id + " of a piece");
    }
    while (pieces.size() <= id) {
      pieces.add("");
    }
    pieces.set(id, piece);
  }

  /** The first of some pieces that is an added one. */
  Optional<String> added(List<String> candidates) {
    List<String> all = added().stream().map(t -> t.get("content").getAsString()).toList();
    return candidates.stream().filter(all::contains).findFirst();
  }

  /**
   * The file for texts that are split into words already: byte-level pieces tell the beginning of a
   * word by the space before it, so each word is given one.
   *
   * @return empty if the file itself serves
   */
  Optional<JsonObject> forWords() {
    JsonObject copy = json.deepCopy();
    return prefixed(copy.get("pre_tokenizer")) ? Optional.of(copy) : Optional.empty();
  }

  private static boolean prefixed(JsonElement element) {
    boolean changed = false;
    if (element instanceof JsonObject one) {
      JsonElement type = one.get("type");
      boolean bytes = new JsonPrimitive("ByteLevel").equals(type);
      if (bytes && new JsonPrimitive(false).equals(one.get("add_prefix_space"))) {
        one.addProperty("add_prefix_space", true);
        changed = true;
      }
      if (one.get("pretokenizers") instanceof JsonArray parts) {
        for (JsonElement part : parts) {
          changed |= prefixed(part);
        }
      }
    }
    return changed;
  }
}
