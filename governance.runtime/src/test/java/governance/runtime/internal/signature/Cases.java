package governance.runtime.internal.signature;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Published cases, each with its source, in {@code oracles.json}. */
final class Cases {
  private Cases() {}

  /** Returns the part {@code inputs} or {@code expected} of a case. */
  static JsonObject part(String name, String part) {
    try (Reader reader =
        new InputStreamReader(
            Cases.class.getResourceAsStream("oracles.json"), StandardCharsets.UTF_8)) {
      for (JsonElement each : JsonParser.parseReader(reader).getAsJsonArray()) {
        if (each.getAsJsonObject().get("name").getAsString().equals(name)) {
          return each.getAsJsonObject().getAsJsonObject(part);
        }
      }
      throw new AssertionError("no case " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
