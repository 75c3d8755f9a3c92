package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code governance audit} over the distribution and a run of it. */
@Timeout(180)
class AuditTest {
  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void link() throws IOException {
    distribution = new Distribution(folder);
  }

  private TinyRuns.Ended audit(String... words) throws Exception {
    return TinyRuns.ended(distribution.start(words));
  }

  private static TreeSet<String> ids(JsonObject tree) {
    TreeSet<String> ids = new TreeSet<>();
    tree.getAsJsonArray("findings")
        .forEach(f -> ids.add(f.getAsJsonObject().get("id").getAsString()));
    return ids;
  }

  @Test
  void everythingInsideTheDistributionIsKnown() throws Exception {
    Path bom = folder.resolve("bom.json");
    TinyRuns.Ended ended =
        audit("audit", "--json", "--sbom", bom.toString(), "--out", folder.toString());
    JsonObject tree = JsonParser.parseString(ended.text()).getAsJsonObject();
    TreeSet<String> ids = ids(tree);
    assertFalse(ids.contains("dependencies.unknown"), ended.text());
    assertFalse(ids.contains("dependencies.no-licence"), ended.text());
    assertFalse(ids.contains("engine.telemetry"), ended.text());
    assertTrue(ids.contains("access.no-policy"), ended.text());
    TreeSet<String> names = new TreeSet<>();
    components(JsonParser.parseString(Files.readString(bom)), names);
    for (String name :
        new String[] {
          "governance.engine",
          "pytorch-engine",
          "pytorch",
          "picocli",
          "freemarker",
          "gson",
          "org.apache.felix.framework",
          "chart.js",
          "jline-terminal",
          "base"
        }) {
      assertTrue(names.contains(name), name + " is not among " + names);
    }
    assertFalse(Files.readString(bom).contains("${"), "a version that the build did not fill in");
  }

  private static void components(JsonElement of, TreeSet<String> names) {
    JsonElement list = of.getAsJsonObject().get("components");
    if (list != null) {
      list.getAsJsonArray()
          .forEach(
              c -> {
                names.add(c.getAsJsonObject().get("name").getAsString());
                components(c, names);
              });
    }
  }

  @Test
  void personalDataAndAlteredFilesOfARunAreFoundAndAnUntouchedRunPasses() throws Exception {
    Path run = folder.resolve("run");
    copy(TinyRuns.uninterrupted(), run);
    TinyRuns.Ended ended = audit("audit", run.toString());
    assertEquals(0, ended.code(), ended.text());
    assertFalse(ended.text().contains("HIGH"), ended.text());
    assertTrue(ended.text().contains("not looked at"), ended.text());
    Files.writeString(
        run.resolve("data/published.jsonl"),
        "{\"purpose\":\"card 4111 1111 1111 1111 of alex@example.org\"}\n",
        StandardOpenOption.APPEND);
    ended = audit("audit", run.toString());
    assertEquals(3, ended.code(), ended.text());
    assertTrue(ended.text().contains("CRITICAL  evidence.altered"), ended.text());
    assertTrue(ended.text().contains("HIGH      personal-data.card  data/publ"), ended.text());
    assertTrue(ended.text().contains("personal-data.email"), ended.text());
    assertFalse(ended.text().contains("4111"), ended.text());
    ended = audit("audit", folder.toString());
    assertEquals(2, ended.code(), ended.text());
    assertTrue(ended.text().contains("there is no such run"), ended.text());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
