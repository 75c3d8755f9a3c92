package governance.engine.internal.arch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import governance.engine.internal.nn.Activation;

/** The entries of a {@code config.json}, checked when they are read. */
public final class Settings {
  private static final String REMEDY = "Choose the folder of a model of a supported architecture";

  private final String file;
  private final JsonObject json;

  /** Takes a file's content. */
  public Settings(String file, JsonObject json) {
    this.file = file;
    this.json = json;
  }

  /** The content. */
  public JsonObject json() {
    return json;
  }

  /** Whether there is a value. */
  public boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  /** A text. */
  public String text(String key, String otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (!json.get(key).isJsonPrimitive()) {
      throw problem(key, json.get(key).toString(), "a text");
    }
    return json.get(key).getAsString();
  }

  /** The first text of a list, or nothing. */
  String first(String key) {
    return json.get(key) instanceof JsonArray all && !all.isEmpty() ? all.get(0).getAsString() : "";
  }

  /** A whole number from 1. */
  public int size(String key, int otherwise) {
    double value = number(key, otherwise);
    if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
      throw problem(key, String.valueOf(value), "a whole number from 1");
    }
    return (int) value;
  }

  /** An id from 0, -1 if the file says null. */
  public int id(String key, int otherwise) {
    if (json.has(key) && json.get(key).isJsonNull()) {
      return -1;
    }
    double value = number(key, otherwise);
    if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
      throw problem(key, String.valueOf(value), "a whole number from 0, or null");
    }
    return (int) value;
  }

  /** A probability of dropping. */
  public double probability(String key, double otherwise) {
    double value = number(key, otherwise);
    if (!(value >= 0 && value < 1)) {
      throw problem(key, String.valueOf(value), "a number in [0, 1)");
    }
    return value;
  }

  /** A number. */
  public double number(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    try {
      return json.get(key).getAsDouble();
    } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
      throw problem(key, json.get(key).toString(), "a number");
    }
  }

  /** An activation that the engine computes. */
  Activation activation(String key, String otherwise) {
    String name = text(key, otherwise);
    return Activation.named(name).orElseThrow(() -> problem(key, name, Activation.allowed()));
  }

  /** Refuses what changes the computation in a way that no architecture here follows. */
  void refuseOtherComputations() {
    refuse("position_embedding_type", "absolute");
    for (String key : new String[] {"is_decoder", "add_cross_attention", "is_encoder_decoder"}) {
      refuse(key, "false");
    }
    if (json.get("pruned_heads") instanceof JsonObject heads && heads.size() > 0) {
      throw problem("pruned_heads", heads.toString(), "none");
    }
    if (has("quantization_config")) {
      throw problem("quantization_config", "quantized weights", "none");
    }
  }

  /** Refuses every value but one; absent and null are fine. */
  void refuse(String key, String but) {
    JsonElement value = json.get(key);
    if (has(key) && !(value.isJsonPrimitive() && value.getAsString().equals(but))) {
      throw problem(key, value.isJsonPrimitive() ? value.getAsString() : value.toString(), but);
    }
  }

  /** An error about an entry. */
  public GovernanceException problem(String key, String got, String allowed) {
    return GovernanceException.spec(file + ", " + key, got, allowed, REMEDY);
  }
}
