package governance.testkit;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.evaluate.MetricResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Numbers of other implementations, each with its source, in resources beside a test: {@code
 * oracles.json}, an array of cases with a {@code name}, and {@code peers.json}, cases by kind.
 */
public final class Oracle {
  private Oracle() {}

  /**
   * Returns a published or computed case by its name.
   *
   * @param beside the class in whose package {@code oracles.json} lies
   */
  public static JsonObject named(Class<?> beside, String name) {
    for (JsonElement each : read(beside, "oracles.json").getAsJsonArray()) {
      if (each.getAsJsonObject().get("name").getAsString().equals(name)) {
        return each.getAsJsonObject();
      }
    }
    throw new AssertionError("no oracle " + name);
  }

  /**
   * Returns the cases of one kind that were computed by a peer.
   *
   * @param beside the class in whose package {@code peers.json} lies
   */
  public static JsonArray peers(Class<?> beside, String kind) {
    return read(beside, "peers.json").getAsJsonObject().getAsJsonArray(kind);
  }

  /** Returns a part of a case as a Java type, such as {@code double[].class}. */
  public static <T> T as(JsonElement json, Class<T> type) {
    return new Gson().fromJson(json, type);
  }

  /** Returns the figure of a result's part; fails where there is none of that name. */
  public static double part(MetricResult result, String name) {
    return result.parts().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no part " + name + " in " + result.parts()))
        .value();
  }

  private static JsonElement read(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError("no " + resource + " beside " + beside.getName());
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        return JsonParser.parseReader(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
