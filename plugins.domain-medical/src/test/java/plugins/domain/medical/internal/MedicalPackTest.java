package plugins.domain.medical.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MedicalPackTest {
  private JsonObject pack;

  @BeforeEach
  void read() throws IOException {
    try (InputStreamReader text =
        new InputStreamReader(
            new MedicalPack().definition().openStream(), StandardCharsets.UTF_8)) {
      pack = JsonParser.parseReader(text).getAsJsonObject();
    }
  }

  private List<JsonObject> items(JsonObject owner, String key) {
    List<JsonObject> items = new ArrayList<>();
    if (owner.get(key) instanceof JsonArray array) {
      array.forEach(e -> items.add(e.getAsJsonObject()));
    }
    return items;
  }

  @Test
  void hasTheKeysOfTheFormatOnly() {
    assertEquals(
        Set.of(
            "id",
            "title",
            "description",
            "requires",
            "defaults",
            "vocabulary",
            "limits",
            "datasets",
            "default"),
        pack.keySet());
    Set<String> allowed =
        Set.of("name", "title", "source", "licence", "citation", "files", "generator", "spec");
    for (JsonObject set : items(pack, "datasets")) {
      assertTrue(allowed.containsAll(set.keySet()), set.get("name").getAsString());
      assertTrue(set.has("files") != set.has("generator"), set.get("name").getAsString());
    }
  }

  @Test
  void everyLimitRestsOnAMetricOfTheRunAndNamesItsSource() {
    List<String> metrics = new ArrayList<>();
    pack.getAsJsonObject("defaults")
        .getAsJsonArray("metrics")
        .forEach(m -> metrics.add(m.getAsString()));
    for (JsonObject limit : items(pack, "limits")) {
      assertTrue(metrics.contains(limit.get("metric").getAsString()), limit.toString());
      JsonObject source = limit.getAsJsonObject("source");
      for (String part : List.of("title", "citation", "url")) {
        assertTrue(!source.get(part).getAsString().isBlank(), limit.toString());
      }
    }
  }

  @Test
  void requiresWhatTheDefaultsUse() {
    JsonObject requires = pack.getAsJsonObject("requires");
    JsonObject defaults = pack.getAsJsonObject("defaults");
    for (String[] pair :
        new String[][] {
          {"PENALTY", "penalties"},
          {"METRIC", "metrics"},
          {"DATA_ANALYSIS", "inspection"},
          {"TRANSFORM", "transforms"},
          {"EXPLAINER", "explainers"},
          {"GATE", "gates"}
        }) {
      for (JsonElement used : defaults.getAsJsonArray(pair[1])) {
        JsonElement id = used.isJsonObject() ? used.getAsJsonObject().get("id") : used;
        assertTrue(requires.getAsJsonArray(pair[0]).contains(id), pair[0] + " " + id);
      }
    }
  }

  /** A table has no words to tag: it brings its own metrics and gates. */
  @Test
  void setsThatClassifyBringTheirMetricsAndGates() {
    int classify = 0;
    for (JsonObject set : items(pack, "datasets")) {
      JsonObject spec = set.getAsJsonObject("spec");
      String name = set.get("name").getAsString();
      if (!spec.has("task")) {
        continue;
      }
      classify++;
      Set<String> metrics = new HashSet<>();
      for (JsonElement metric : spec.getAsJsonArray("metrics")) {
        metrics.add(
            metric.isJsonObject()
                ? metric.getAsJsonObject().get("id").getAsString()
                : metric.getAsString());
      }
      List<String> installed = new ArrayList<>();
      pack.getAsJsonObject("requires")
          .getAsJsonArray("METRIC")
          .forEach(m -> installed.add(m.getAsString()));
      assertTrue(installed.containsAll(metrics), name);
      JsonObject gates = spec.getAsJsonObject("gates");
      for (JsonObject limit : items(pack, "limits")) {
        boolean dropped = gates.has(limit.get("id").getAsString());
        assertEquals(!metrics.contains(limit.get("metric").getAsString()), dropped, name);
      }
      for (String gate : List.of("missed-cases", "sensitivity")) {
        boolean grouped = spec.getAsJsonObject("data").has("protected");
        assertEquals(grouped, gates.has(gate), name);
        if (grouped) {
          JsonObject source = gates.getAsJsonObject(gate).getAsJsonObject("source");
          assertEquals(Set.of("title", "citation", "url"), source.keySet(), name);
        }
      }
    }
    assertEquals(3, classify);
  }

  @Test
  void filesAreThoseOfTheDataDirectory() throws Exception {
    String data = System.getenv("GOVERNANCE_DATA");
    Assumptions.assumeTrue(
        data != null, "GOVERNANCE_DATA is not set: the catalogue is not checked against files");
    int checked = 0;
    for (JsonObject set : items(pack, "datasets")) {
      for (JsonObject file : items(set, "files")) {
        Path path = Path.of(data, file.get("path").getAsString());
        assertEquals(file.get("sha256").getAsString(), digest(path), path.toString());
        checked++;
      }
    }
    assertEquals(6, checked);
  }

  private static String digest(Path file) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
