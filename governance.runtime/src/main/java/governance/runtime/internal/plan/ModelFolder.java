package governance.runtime.internal.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks the look of a folder in Hugging Face layout; weights are checked when the model is read.
 */
final class ModelFolder {
  private final String subject;
  private final Path folder;
  private final List<Problem> problems;

  /**
   * Prepares for one folder.
   *
   * @param key key of the spec that names it
   */
  ModelFolder(String key, Path folder, List<Problem> problems) {
    this.subject = key + " " + folder;
    this.folder = folder;
    this.problems = problems;
  }

  void check(int maxLength) {
    if (!Files.isDirectory(folder)) {
      String got = Files.exists(folder) ? "is no folder" : "there is no such folder";
      wrong(got, "a folder with config.json and model.safetensors", "Correct the path");
      return;
    }
    config().ifPresent(config -> check(config, maxLength));
    weights();
    if (!Files.isReadable(folder.resolve("tokenizer.json"))
        && !Files.isReadable(folder.resolve("vocab.txt"))) {
      String advice = "Copy the tokenizer's files from where the model comes from";
      wrong("has no tokenizer", "tokenizer.json or vocab.txt in the folder", advice);
    }
  }

  private Optional<JsonObject> config() {
    Path file = folder.resolve("config.json");
    try {
      JsonElement config = JsonText.parse(Files.readString(file));
      if (config.isJsonObject()) {
        return Optional.of(config.getAsJsonObject());
      }
      wrong("config.json is no JSON object", "", "Get the file again");
    } catch (JsonParseException e) {
      wrong("config.json is no valid JSON", "", "Get the file again");
    } catch (IOException e) {
      String got = Files.exists(file) ? "config.json cannot be read: " + e : "has no config.json";
      wrong(got, "a folder in Hugging Face layout", "Save the model with save_pretrained");
    }
    return Optional.empty();
  }

  private void check(JsonObject config, int maxLength) {
    JsonElement type = config.get("model_type");
    if (!new JsonPrimitive("bert").equals(type)) {
      wrong("has model_type " + type, "\"bert\"", "Choose a BERT model");
    }
    if (config.get("max_position_embeddings") instanceof JsonPrimitive most && most.isNumber()) {
      double positions = most.getAsDouble();
      if (positions < maxLength) {
        String got = "reads at most " + most + " tokens and train.maxLength is " + maxLength;
        wrong(got, "", "Set train.maxLength to " + most + " or less");
      }
    }
  }

  private void weights() {
    if (Files.isReadable(folder.resolve("model.safetensors"))) {
      return;
    }
    boolean pickled = Files.exists(folder.resolve("pytorch_model.bin"));
    String advice =
        pickled
            ? "Load and save it with save_pretrained(…, safe_serialization=True): pickled weights"
                + " could run code and are not read"
            : "Put model.safetensors into the folder";
    wrong(pickled ? "has pytorch_model.bin only" : "has no weights", "model.safetensors", advice);
  }

  private void wrong(String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_SPEC, subject, got, allowed, advice));
  }
}
