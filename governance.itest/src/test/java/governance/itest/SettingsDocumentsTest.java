package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of settings in the documents are those that the bundles declare, which also check
 * specs and configurations. With the system property {@code documents.write} the tables are written
 * instead.
 */
@Timeout(120)
class SettingsDocumentsTest {

  private static final Path DOCUMENTS = Path.of("../docs");
  private static final boolean WRITE = System.getProperty("documents.write") != null;
  private static final String END = "<!-- end of settings -->";
  private static final Pattern BLOCK =
      Pattern.compile("<!-- settings: ([^>]+) -->\n(.*?)" + END, Pattern.DOTALL);

  @TempDir Path folder;

  /** Settings by the id of the contribution, as {@code governance list --json} tells them. */
  private Map<String, List<JsonElement>> declared() throws Exception {
    TinyRuns.Ended list = TinyRuns.ended(new Distribution(folder).start("list", "--json"));
    assertEquals(0, list.code(), list.text());
    Map<String, List<JsonElement>> declared = new TreeMap<>();
    JsonObject tree = JsonParser.parseString(list.text()).getAsJsonObject();
    for (JsonElement each : tree.getAsJsonArray("contributions")) {
      JsonObject one = each.getAsJsonObject();
      List<JsonElement> settings = one.getAsJsonArray("settings").asList();
      if (!settings.isEmpty()) {
        declared.put(one.get("id").getAsString(), settings);
      }
    }
    return declared;
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(DOCUMENTS)) {
      return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static String table(List<JsonElement> settings) {
    StringBuilder table =
        new StringBuilder("| setting | default | allowed | |\n|---|---|---|---|\n");
    for (JsonElement each : settings) {
      JsonObject setting = each.getAsJsonObject();
      JsonElement fallback = setting.get("default");
      String value = fallback.isJsonNull() ? "must be given" : "`" + fallback + "`";
      table
          .append("| `" + setting.get("key").getAsString() + "` | " + cell(value) + " | ")
          .append(cell(setting.get("allowed").getAsString()) + " | ")
          .append(cell(setting.get("description").getAsString()) + " |\n");
    }
    return table.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  @Test
  void everyTableIsWhatTheBundlesDeclare() throws Exception {
    Map<String, List<JsonElement>> declared = declared();
    List<String> left = new ArrayList<>(declared.keySet());
    for (Path file : documents()) {
      String text = Files.readString(file);
      StringBuilder made = new StringBuilder();
      Matcher block = BLOCK.matcher(text);
      while (block.find()) {
        List<String> ids = List.of(block.group(1).split(", "));
        for (String id : ids) {
          assertTrue(left.remove(id), file + ": " + id + " has no settings, or two tables");
          assertEquals(
              table(declared.get(ids.get(0))), table(declared.get(id)), id + " needs its own");
        }
        String head = "<!-- settings: " + block.group(1) + " -->\n";
        String all = head + table(declared.get(ids.get(0))) + END;
        if (!WRITE) {
          assertEquals(all, block.group(), file + " is out of date, see CONTRIBUTING.md");
        }
        block.appendReplacement(made, Matcher.quoteReplacement(all));
      }
      block.appendTail(made);
      if (WRITE) {
        Files.writeString(file, made);
      }
    }
    assertEquals(List.of(), left, "contributions whose settings no document has");
  }
}
