package plugins.domain.judicial.internal;

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

class JudicialPackTest {
  private JsonObject pack;

  @BeforeEach
  void read() throws IOException {
    try (InputStreamReader text =
        new InputStreamReader(
            new JudicialPack().definition().openStream(), StandardCharsets.UTF_8)) {
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
  void setsWhoseUseIsNotFreeSayByWhichLicence() {
    for (JsonObject set : items(pack, "datasets")) {
      String tier = set.get("tier").getAsString();
      boolean apart =
          items(set, "files").stream()
              .anyMatch(f -> f.get("path").getAsString().startsWith("unclear-licence/"));
      assertEquals(apart ? "unclear-licence" : "open", tier, set.get("name").getAsString());
      assertTrue(!set.get("licence").getAsString().isBlank(), set.get("name").getAsString());
    }
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
        JsonObject spec = set.getAsJsonObject("spec").getAsJsonObject("data");
        List<String> header = columns(path, spec);
        assertTrue(header.contains(spec.get("label").getAsString()), path.toString());
        if (spec.has("columns")) {
          assertTrue(header.containsAll(spec.getAsJsonObject("columns").keySet()), path.toString());
        }
        checked++;
      }
    }
    assertEquals(2, checked);
  }

  /** The columns that a run sees: those of the file, with what the settings rename and derive. */
  private static List<String> columns(Path path, JsonObject spec) throws IOException {
    List<String> columns = new ArrayList<>(List.of(header(path).split(",")));
    JsonObject settings = spec.getAsJsonObject("settings");
    if (settings != null && settings.has("only")) {
      List<String> only = new ArrayList<>();
      settings.getAsJsonArray("only").forEach(c -> only.add(c.getAsString()));
      assertTrue(columns.containsAll(only), path.toString());
      columns = only;
    }
    if (settings != null && settings.has("rename")) {
      for (JsonElement pair : settings.getAsJsonArray("rename")) {
        String[] names = pair.getAsString().split("=");
        assertTrue(columns.remove(names[0]), path + " " + names[0]);
        columns.add(names[1]);
      }
    }
    if (settings != null && settings.has("derive")) {
      for (JsonElement derived : settings.getAsJsonArray("derive")) {
        columns.add(derived.getAsString().split("=")[0]);
      }
    }
    return columns;
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
