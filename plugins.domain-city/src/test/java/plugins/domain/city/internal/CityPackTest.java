package plugins.domain.city.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CityPackTest {
  private JsonObject pack;

  @BeforeEach
  void read() throws IOException {
    try (InputStreamReader text =
        new InputStreamReader(new CityPack().definition().openStream(), StandardCharsets.UTF_8)) {
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
            "labels",
            "limits",
            "datasets",
            "default"),
        pack.keySet());
    Set<String> allowed =
        Set.of(
            "name", "title", "source", "licence", "tier", "citation", "files", "generator", "spec");
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

  @Test
  void runsWithoutAFavourableClassDropAllThatNeedsOne() {
    int routing = 0;
    for (JsonObject set : items(pack, "datasets")) {
      JsonObject spec = set.getAsJsonObject("spec");
      boolean drops = !spec.getAsJsonObject("data").has("favourable");
      routing += drops ? 1 : 0;
      String name = set.get("name").getAsString();
      for (JsonElement metric : pack.getAsJsonObject("defaults").getAsJsonArray("metrics")) {
        boolean dropped = drops && metric.getAsString().startsWith("fairness.");
        assertEquals(dropped, has(spec, "metrics", metric.getAsString()), name);
      }
      for (JsonObject limit : items(pack, "limits")) {
        boolean dropped = drops && limit.get("metric").getAsString().startsWith("fairness.");
        assertEquals(dropped, has(spec, "gates", limit.get("id").getAsString()), name);
      }
    }
    assertEquals(2, routing);
  }

  private static boolean has(JsonObject spec, String list, String id) {
    return spec.has(list) && spec.getAsJsonObject(list).has(id);
  }

  @Test
  void filesAreThoseOfTheDataDirectoryAndHaveTheNamedColumns() throws Exception {
    String data = System.getenv("GOVERNANCE_DATA");
    Assumptions.assumeTrue(
        data != null, "GOVERNANCE_DATA is not set: the catalogue is not checked against files");
    int checked = 0;
    for (JsonObject set : items(pack, "datasets")) {
      for (JsonObject file : items(set, "files")) {
        Path path = Path.of(data, file.get("path").getAsString());
        assertEquals(file.get("sha256").getAsString(), digest(path), path.toString());
        List<String> header = List.of(header(path).split(","));
        JsonObject spec = set.getAsJsonObject("spec").getAsJsonObject("data");
        List<String> renamed =
            header.stream().map(c -> c.equals("Black") ? "black_share" : c).toList();
        for (JsonElement column : spec.getAsJsonObject("settings").getAsJsonArray("only")) {
          assertTrue(renamed.contains(column.getAsString()), path + " " + column);
        }
        checked++;
      }
    }
    assertEquals(3, checked);
  }

  private static String digest(Path file) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static String header(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw,
                StandardCharsets.UTF_8))) {
      return lines.readLine();
    }
  }
}
