package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import governance.api.Kind;
import governance.api.domain.DomainPack;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every domain pack keeps to, whatever its domain. Extend it and name the pack. The planner
 * checks the rest when the pack is used: {@code governance plan ID}.
 */
public abstract class DomainPackContract {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "title",
          "description",
          "requires",
          "defaults",
          "vocabulary",
          "labels",
          "limits",
          "datasets",
          "default");

  /** Returns a new instance of the pack. */
  protected abstract DomainPack pack();

  /** Returns the id that the pack is contributed with. */
  protected abstract String id();

  private String content() throws IOException {
    URL definition = pack().definition();
    assertNotNull(definition, "definition returned null");
    try (InputStream in = definition.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JsonObject document() throws IOException {
    JsonReader reader = new JsonReader(new StringReader(content()));
    reader.setStrictness(Strictness.STRICT);
    return JsonParser.parseReader(reader).getAsJsonObject();
  }

  private static List<JsonObject> items(JsonObject owner, String key) {
    List<JsonObject> items = new ArrayList<>();
    if (owner.has(key)) {
      owner.getAsJsonArray(key).forEach(item -> items.add(item.getAsJsonObject()));
    }
    return items;
  }

  private static String text(JsonObject owner, String key) {
    assertTrue(owner.has(key), () -> "no " + key + " in " + owner);
    return owner.get(key).getAsString();
  }

  /** The document is strict JSON, the same each time, and that of this pack. */
  @Test
  void theDocumentIsOfThePack() throws IOException {
    assertEquals(id(), text(document(), "id"));
    assertEquals(content(), content());
    for (String key : document().keySet()) {
      assertTrue(KEYS.contains(key), () -> key + " is no key of a domain pack: " + KEYS);
    }
  }

  /** What is required is named by kind. */
  @Test
  void requirementsAreNamedByKind() throws IOException {
    JsonObject document = document();
    if (document.has("requires")) {
      for (String key : document.getAsJsonObject("requires").keySet()) {
        String name = key.toUpperCase(Locale.ROOT).replace('-', '_');
        assertTrue(
            Arrays.stream(Kind.values()).anyMatch(kind -> kind.name().equals(name)),
            () -> key + " is no kind: " + Arrays.toString(Kind.values()));
      }
    }
  }

  /** Each limit is a threshold on a metric and says where it comes from. */
  @Test
  void limitsHaveABoundAndASource() throws IOException {
    Set<String> ids = new HashSet<>();
    for (JsonObject limit : items(document(), "limits")) {
      assertTrue(ids.add(text(limit, "id")), () -> "two limits with the id of " + limit);
      assertFalse(text(limit, "metric").isBlank(), limit::toString);
      assertTrue(limit.has("min") || limit.has("max"), () -> "no bound: " + limit);
      assertTrue(limit.has("source"), () -> "no source: " + limit);
      JsonElement source = limit.get("source");
      String title =
          source.isJsonObject() ? text(source.getAsJsonObject(), "title") : source.getAsString();
      assertFalse(title.isBlank(), () -> "no source: " + limit);
    }
  }

  /** Each data set has a licence and either files with digests or a generator. */
  @Test
  void dataSetsSayWhereTheyComeFrom() throws IOException {
    Set<String> names = new HashSet<>();
    JsonObject document = document();
    for (JsonObject dataset : items(document, "datasets")) {
      String name = text(dataset, "name");
      assertTrue(names.add(name), () -> "two data sets named " + name);
      assertTrue(dataset.has("licence"), () -> "no licence of " + name);
      List<JsonObject> files = items(dataset, "files");
      assertEquals(files.isEmpty(), dataset.has("generator"), "files or generator of " + name);
      for (JsonObject file : files) {
        String path = text(file, "path");
        assertTrue(!path.startsWith("/") && !path.contains(".."), () -> name + ": " + path);
        assertTrue(text(file, "sha256").matches("[0-9a-fA-F]{64}"), () -> "digest of " + path);
      }
    }
    if (document.has("default")) {
      assertTrue(names.contains(text(document, "default")), "the default is a data set");
    }
  }
}
