package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the archetype makes: projects that the build of templates/plugin-archetype has generated.
 */
@Timeout(300)
class ArchetypeTest {
  private static final Path PROJECTS =
      Path.of("../templates/plugin-archetype/target/test-classes/projects");
  private static final Path EVERY_KIND = ArchetypeProject.FOLDER;
  private static final Path TWO_KINDS = PROJECTS.resolve("two-kinds/project/rates");

  @TempDir Path folder;

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void theKindsThatWereAskedForAreMadeAndNoOthers() throws IOException {
    assertEquals(
        Set.of(
            "RatesMetric.java",
            "RatesMetricTest.java",
            "RatesPenalty.java",
            "RatesPenaltyTest.java"),
        names(TWO_KINDS.resolve("src")));
    String readme = Files.readString(TWO_KINDS.resolve("README.md"));
    assertTrue(readme.contains("RatesPenalty.java") && readme.contains("RatesMetric.java"), readme);
    assertFalse(readme.contains("RatesGate.java"), readme);
    assertFalse(readme.contains("#if") || readme.contains("${"), readme);
  }

  /** Each kind has a class, and a test where the testkit has a contract of that kind. */
  @Test
  void everyKindIsMadeWithItsContractTest() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("domain.json"));
    for (ExtensionPoint point : ExtensionPoint.all()) {
      expected.add("Caution" + point.camelCase() + ".java");
      if (point.contract().isPresent()) {
        String test = "Caution" + point.camelCase() + "Test.java";
        expected.add(test);
        String source =
            Files.readString(EVERY_KIND.resolve("src/test/java/acme/caution").resolve(test));
        assertTrue(source.contains(" extends " + point.contract().get() + " {"), source);
      }
    }
    assertEquals(expected, names(EVERY_KIND.resolve("src")));
  }

  @Test
  void aPluginOfEveryKindBuildsAlonePassesItsContractsAndIsListed() throws Exception {
    TinyRuns.Ended built = ArchetypeProject.built();
    assertEquals(0, built.code(), built.text());
    for (ExtensionPoint point : ExtensionPoint.all()) {
      String test = "acme.caution.Caution" + point.camelCase() + "Test";
      boolean ran = built.text().contains("-- in " + test);
      assertEquals(point.contract().isPresent(), ran, test + ": " + built.text());
    }

    Distribution distribution = new Distribution(folder);
    Files.copy(ArchetypeProject.jar(), distribution.plugins().resolve("caution.jar"));
    TinyRuns.Ended listed = TinyRuns.ended(distribution.start("list", "--json"));
    assertEquals(0, listed.code(), listed.text());
    Set<String> kinds = new TreeSet<>();
    for (JsonElement each : json(listed.text()).getAsJsonArray("contributions")) {
      JsonObject one = each.getAsJsonObject();
      if (one.get("id").getAsString().equals("acme.caution")) {
        assertEquals("acme.caution", one.get("bundle").getAsString());
        assertTrue(!one.has("rejected") || one.get("rejected").isJsonNull(), one::toString);
        kinds.add(one.get("kind").getAsString().toUpperCase(Locale.ROOT).replace('-', '_'));
      }
    }
    assertEquals(
        Arrays.stream(Kind.values()).map(Kind::name).collect(Collectors.toCollection(TreeSet::new)),
        kinds);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text.substring(text.indexOf('{'))).getAsJsonObject();
  }
}
