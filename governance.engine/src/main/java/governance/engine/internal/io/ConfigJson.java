package governance.engine.internal.io;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.internal.nn.Activation;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.ModelConfig;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code config.json} of a Hugging Face BERT folder. */
final class ConfigJson {
  private static final String REMEDY = "Choose the folder of a BERT model";

  private final String file;
  private final JsonObject json;

  private ConfigJson(String file, JsonObject json) {
    this.file = file;
    this.json = json;
  }

  static ConfigJson read(Path file) throws IOException {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new ConfigJson(file.toString(), JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException | MalformedInputException e) {
      throw problem(file.toString(), "not a JSON object", "", "Repair or download the file again");
    }
  }

  /** The encoder; values that are absent are those of the BERT configuration class. */
  EncoderConfig encoder() {
    requireBert();
    EncoderConfig config =
        new EncoderConfig(
            size("vocab_size", 30522),
            size("hidden_size", 768),
            size("num_hidden_layers", 12),
            size("num_attention_heads", 12),
            size("intermediate_size", 3072),
            size("max_position_embeddings", 512),
            size("type_vocab_size", 2),
            activation(),
            number("layer_norm_eps", 1e-12),
            probability("hidden_dropout_prob", 0.1),
            probability("attention_probs_dropout_prob", 0.1),
            padding(),
            number("initializer_range", 0.02));
    if (config.hidden() % config.heads() != 0) {
      String got = "hidden_size " + config.hidden();
      throw problem(file, got, "a multiple of num_attention_heads " + config.heads(), REMEDY);
    }
    return config;
  }

  private void requireBert() {
    String type = text("model_type", "");
    if (!type.equals("bert")) {
      throw problem(file + ", model_type", type.isEmpty() ? "nothing" : type, "bert", REMEDY);
    }
    String position = text("position_embedding_type", "absolute");
    if (!position.equals("absolute")) {
      throw problem(file + ", position_embedding_type", position, "absolute", REMEDY);
    }
    if (has("is_decoder") && json.get("is_decoder").getAsBoolean()) {
      throw problem(file + ", is_decoder", "true", "false", REMEDY);
    }
  }

  private Activation activation() {
    String name = text("hidden_act", "gelu");
    return Activation.named(name)
        .orElseThrow(() -> problem(file + ", hidden_act", name, Activation.allowed(), REMEDY));
  }

  /** Names of the classes by index; a file that names none has two classes with generic names. */
  List<String> labels() {
    if (!has("id2label")) {
      return List.of("LABEL_0", "LABEL_1");
    }
    List<String> labels = new ArrayList<>();
    JsonObject names = json.getAsJsonObject("id2label");
    for (int i = 0; names.has(String.valueOf(i)); i++) {
      labels.add(names.get(String.valueOf(i)).getAsString());
    }
    return labels;
  }

  /** Dropout before the classifier. */
  double headDropout(double hidden) {
    return probability("classifier_dropout", hidden);
  }

  private boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  private String text(String key, String otherwise) {
    return has(key) ? json.get(key).getAsString() : otherwise;
  }

  private int padding() {
    return has("pad_token_id") ? (int) number("pad_token_id", 0) : -1;
  }

  private int size(String key, int otherwise) {
    double value = number(key, otherwise);
    if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
      throw problem(file + ", " + key, String.valueOf(value), "a whole number from 1", REMEDY);
    }
    return (int) value;
  }

  private double probability(String key, double otherwise) {
    double value = number(key, otherwise);
    if (!(value >= 0 && value < 1)) {
      throw problem(file + ", " + key, String.valueOf(value), "a number in [0, 1)", REMEDY);
    }
    return value;
  }

  private double number(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    try {
      return json.get(key).getAsDouble();
    } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
      throw problem(file + ", " + key, json.get(key).toString(), "a number", REMEDY);
    }
  }

  private static GovernanceException problem(
      String subject, String got, String allowed, String advice) {
    return GovernanceException.spec(subject, got, allowed, advice);
  }

  /** The file that Transformers reads back as the same model. */
  static String write(ModelConfig config) {
    EncoderConfig e = config.encoder();
    boolean sequence = config.task() == Task.SEQUENCE_CLASSIFICATION;
    JsonObject json = new JsonObject();
    JsonArray architectures = new JsonArray();
    architectures.add(sequence ? "BertForSequenceClassification" : "BertForTokenClassification");
    json.add("architectures", architectures);
    json.addProperty("model_type", "bert");
    json.addProperty("vocab_size", e.vocabulary());
    json.addProperty("hidden_size", e.hidden());
    json.addProperty("num_hidden_layers", e.layers());
    json.addProperty("num_attention_heads", e.heads());
    json.addProperty("intermediate_size", e.intermediate());
    json.addProperty("max_position_embeddings", e.positions());
    json.addProperty("type_vocab_size", e.types());
    json.addProperty("hidden_act", e.activation().huggingFaceName());
    json.addProperty("layer_norm_eps", e.epsilon());
    json.addProperty("hidden_dropout_prob", e.hiddenDropout());
    json.addProperty("attention_probs_dropout_prob", e.attentionDropout());
    json.addProperty("classifier_dropout", config.headDropout());
    json.addProperty("initializer_range", e.initializerRange());
    json.addProperty("pad_token_id", e.padding() < 0 ? null : e.padding());
    json.addProperty("position_embedding_type", "absolute");
    if (sequence) {
      json.addProperty("problem_type", "single_label_classification");
    }
    addLabels(json, config.labels());
    json.addProperty("torch_dtype", "float32");
    return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(json) + "\n";
  }

  private static void addLabels(JsonObject json, List<String> labels) {
    JsonObject names = new JsonObject();
    JsonObject numbers = new JsonObject();
    for (int i = 0; i < labels.size(); i++) {
      names.addProperty(String.valueOf(i), labels.get(i));
      numbers.addProperty(labels.get(i), i);
    }
    json.add("id2label", names);
    json.add("label2id", numbers);
  }
}
