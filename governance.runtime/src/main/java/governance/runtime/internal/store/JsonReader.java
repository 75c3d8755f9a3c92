package governance.runtime.internal.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads the JSON files of a run back into trees of maps, lists, texts, booleans, Long, Double and
 * null.
 */
public final class JsonReader {
  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
  private static final TypeToken<Map<String, Object>> OBJECT = new TypeToken<>() {};

  private JsonReader() {}

  /**
   * Reads one object.
   *
   * @throws GovernanceException if the file is missing or is no JSON object
   */
  public static Map<String, Object> file(Path file) {
    try {
      return object(StoredFiles.text(file));
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new GovernanceException(
          GovernanceException.data(
                  file.toString(),
                  "cannot be read: " + e.getMessage(),
                  "a JSON object",
                  "Use the folder of a run")
              .problems()
              .get(0),
          e);
    }
  }

  /** Reads one object from a text. */
  public static Map<String, Object> object(String text) {
    Map<String, Object> object = GSON.fromJson(text, OBJECT);
    if (object == null) {
      throw new JsonParseException("empty");
    }
    return object;
  }
}
