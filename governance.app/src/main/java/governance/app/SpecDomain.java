package governance.app;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads no more of a run spec than the domain that it names. */
final class SpecDomain {

  private SpecDomain() {}

  /**
   * The top-level {@code "domain"} of a JSON file, or of the {@code spec.json} in a run's folder.
   * Empty for anything else: the runtime reads the spec properly and reports what is wrong with it.
   */
  static Optional<String> read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("spec.json") : path;
    if (!file.toString().endsWith(".json") || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (JsonReader json = new JsonReader(Files.newBufferedReader(file))) {
      return topLevelDomain(json);
    } catch (IOException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> topLevelDomain(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("domain") && json.peek() == JsonToken.STRING) {
        return Optional.of(json.nextString());
      }
      json.skipValue();
    }
    return Optional.empty();
  }
}
