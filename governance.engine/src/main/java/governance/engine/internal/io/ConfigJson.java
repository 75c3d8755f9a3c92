package governance.engine.internal.io;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.internal.arch.Architecture;
import governance.engine.internal.arch.Architectures;
import governance.engine.internal.arch.Settings;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.ModelConfig;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code config.json} of a Hugging Face folder. */
final class ConfigJson {
  private static final String SINGLE_LABEL = "single_label_classification";

  private final Settings settings;
  private final Architecture architecture;

  private ConfigJson(Settings settings) {
    this.settings = settings;
    this.architecture = Architectures.of(settings);
  }

  static ConfigJson read(Path file) throws IOException {
    return new ConfigJson(settings(file));
  }

  private static Settings settings(Path file) throws IOException {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new Settings(file.toString(), JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException | MalformedInputException e) {
      throw GovernanceException.spec(
          file.toString(), "not a JSON object", "", "Repair or download the file again");
    }
  }

  /** The encoder; values that are absent are those of the architecture's configuration class. */
  EncoderConfig encoder() {
    return architecture.encoder(settings);
  }

  /** Names of the classes by index; a file that names none has generic names. */
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    if (settings.json().get("id2label") instanceof JsonObject names) {
      for (int i = 0; names.has(String.valueOf(i)); i++) {
        labels.add(names.get(String.valueOf(i)).getAsString());
      }
      return labels;
    }
    int count = settings.size("num_labels", 2);
    for (int i = 0; i < count; i++) {
      labels.add("LABEL_" + i);
    }
    return labels;
  }

  /** What the head is for; a file that does not say is for one label. */
  String problemType() {
    return settings.text("problem_type", SINGLE_LABEL);
  }

  /** Whether the head tells which one of the classes a text has. */
  boolean singleLabel() {
    return problemType().equals(SINGLE_LABEL);
  }

  /** Dropout before the classifier. */
  double headDropout(EncoderConfig encoder, Task task) {
    return architecture.headDropout(settings, encoder, task);
  }

  /** The file that Transformers reads back as the same model. */
  static String write(ModelConfig config) {
    EncoderConfig e = config.encoder();
    Architecture architecture = Architectures.of(e.family().type());
    JsonObject json = new JsonObject();
    JsonArray architectures = new JsonArray();
    architectures.add(architecture.className() + head(config.task()));
    json.add("architectures", architectures);
    json.addProperty("model_type", architecture.type());
    architecture.write(e, config.task(), config.headDropout(), json);
    if (config.task() == Task.SEQUENCE_CLASSIFICATION) {
      json.addProperty("problem_type", SINGLE_LABEL);
    }
    if (config.task() == Task.MASKED_LANGUAGE_MODEL) {
      json.addProperty("tie_word_embeddings", true);
    } else {
      addLabels(json, config.labels());
    }
    json.addProperty("torch_dtype", "float32");
    return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(json) + "\n";
  }

  private static String head(Task task) {
    return switch (task) {
      case SEQUENCE_CLASSIFICATION -> "ForSequenceClassification";
      case TOKEN_CLASSIFICATION -> "ForTokenClassification";
      case MASKED_LANGUAGE_MODEL -> "ForMaskedLM";
    };
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
