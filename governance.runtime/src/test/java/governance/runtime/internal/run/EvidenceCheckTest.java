package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which the evidence of a run can be changed afterwards. */
class EvidenceCheckTest {
  @TempDir Path out;

  private Path folder;

  @BeforeEach
  void run() throws Exception {
    Runs runs =
        Runs.sequences(new Specs())
            .penalty("p.target", new Weight.Target(0.1), batch -> FakeTensors.tensor(0.3));
    folder = TestService.over(runs, out).run().evidence();
  }

  private EvidenceCheck check() {
    return new EvidenceCheck(folder);
  }

  private void replace(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replaceFirst(from, to));
  }

  @Test
  void whatNobodyTouchedIsWhole() {
    assertEquals(List.of(), check().log());
    assertEquals(List.of(), check().seal());
    assertEquals(List.of(), check().altered());
    assertTrue(check().events() > 5 && check().files() > 5);
  }

  @Test
  void filesThatAreAlteredAddedOrMissingAreNamed() throws Exception {
    Files.writeString(folder.resolve("metrics.json"), "{}");
    Files.writeString(folder.resolve("data/more.jsonl"), "{}");
    Files.delete(folder.resolve("gates.json"));
    assertEquals(
        List.of("gates.json is missing", "metrics.json was altered", "data/more.jsonl was added"),
        check().altered());
    assertEquals(List.of(), check().seal());
  }

  @Test
  void aManifestThatWasMadeToFitIsNotTheSealedOne() throws Exception {
    replace("manifest.json", "\"bytes\"", "\"bytes\" ");
    assertEquals(List.of("manifest.json is not the one that was sealed"), check().seal());
    Files.delete(folder.resolve("manifest.json"));
    assertEquals(List.of("manifest.json is missing"), check().seal());
  }

  @Test
  void anEventThatIsAlteredOrCutOffBreaksTheChain() throws Exception {
    Path log = folder.resolve("events.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.writeString(log, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
    assertEquals(
        List.of("events.jsonl does not end with the event that status.json names"), check().log());
    Files.writeString(log, String.join("\n", lines).substring(0, 400));
    assertTrue(check().log().get(0).endsWith("is no JSON object"), "" + check().log());
    lines.set(2, lines.get(2).replaceFirst("\"type\":\"", "\"type\":\"x"));
    Files.writeString(log, String.join("\n", lines) + "\n");
    assertTrue(
        check().log().get(0).startsWith("events.jsonl line 3: its hash"), "" + check().log());
    assertTrue(check().seal().get(0).contains("nothing vouches"), "" + check().seal());
    Files.delete(log);
    assertEquals(List.of("events.jsonl is missing or empty"), check().log());
  }
}
