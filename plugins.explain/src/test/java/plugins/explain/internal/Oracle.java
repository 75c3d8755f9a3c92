package plugins.explain.internal;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Numbers of other implementations, each with its source. */
final class Oracle {
  private Oracle() {}

  /** Returns a published or computed case by its name. */
  static JsonObject named(String name) {
    for (JsonElement each : read("oracles.json").getAsJsonArray()) {
      if (each.getAsJsonObject().get("name").getAsString().equals(name)) {
        return each.getAsJsonObject();
      }
    }
    throw new AssertionError("no oracle " + name);
  }

  static <T> T as(JsonElement json, Class<T> type) {
    return new Gson().fromJson(json, type);
  }

  private static JsonElement read(String resource) {
    try (Reader reader =
        new InputStreamReader(Oracle.class.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
