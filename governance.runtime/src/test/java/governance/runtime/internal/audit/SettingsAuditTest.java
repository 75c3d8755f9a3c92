package governance.runtime.internal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.runtime.internal.store.StoredFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsAuditTest {
  private static final String SOUND =
      """
      {"data":{"badRows":0.01,"protected":["sex"],"withhold":true},
       "train":{"gradientPolicy":null},
       "gates":[{"id":"g","severity":"fail"},{"id":"w","severity":"warn"}],
       "evaluation":{"reference":true,"bootstrap":200}}""";
  private static final String METRICS =
      """
      {"m":{"tuned":{"n":500,"groups":[{"column":"sex","group":"f","n":200}]}}}""";
  private static final String SPENT =
      """
      {"private":true,"randomness":"cryptographic","rows":1000,"epsilon":3.0,"delta":0.0001}""";

  @TempDir Path run;

  private List<String> found(String spec, String metrics, String spent) throws IOException {
    Files.writeString(run.resolve("spec.json"), spec);
    Files.writeString(run.resolve("plan.json"), "{\"omittedLimits\":[]}");
    Files.writeString(run.resolve("metrics.json"), metrics);
    Files.writeString(run.resolve("privacy.json"), spent);
    Findings findings = new Findings();
    findings.check("settings", "run", new SettingsAudit(run)::look);
    return findings.found().stream().map(f -> f.severity() + " " + f.id()).toList();
  }

  @Test
  void soundSettingsHaveNoFinding() throws IOException {
    assertEquals(List.of(), found(SOUND, METRICS, SPENT));
  }

  @Test
  void whatMakesADecisionWorthLittleIsFound() throws IOException {
    String spec =
        SOUND
            .replace("0.01", "0.3")
            .replace("\"fail\"", "\"warn\"")
            .replace("\"withhold\":true", "\"withhold\":false")
            .replace("\"reference\":true", "\"reference\":false")
            .replace("200}", "20}");
    String metrics = METRICS.replace("500", "60").replace("200", "12");
    assertEquals(
        List.of(
            "HIGH settings.no-blocking-gate",
            "MEDIUM settings.bad-rows",
            "MEDIUM settings.few-test-rows",
            "MEDIUM settings.small-group",
            "LOW settings.few-draws",
            "LOW settings.no-reference",
            "LOW settings.not-withheld"),
        found(spec, metrics, SPENT));
    String bare = SOUND.replaceAll("\"gates\":.*\n", "\"gates\":[],\n").replace("[\"sex\"]", "[]");
    assertEquals(
        List.of("HIGH settings.no-gates", "MEDIUM settings.no-protected"),
        found(bare, METRICS, SPENT));
    Files.writeString(run.resolve("plan.json"), "{\"omittedLimits\":[\"four-fifths\"]}");
    Findings findings = new Findings();
    new SettingsAudit(run).look(findings);
    assertEquals("settings.limits-omitted", findings.found().get(1).id());
  }

  @Test
  void noiseThatHidesNothingIsFound() throws IOException {
    String spec =
        SOUND.replace("\"gradientPolicy\":null", "\"gradientPolicy\":{\"id\":\"privacy.dp\"}");
    assertEquals(List.of(), found(spec, METRICS, SPENT));
    assertEquals(
        List.of("CRITICAL settings.noise-seeded"),
        found(spec, METRICS, SPENT.replace("cryptographic", "seeded")));
    assertEquals(
        List.of("HIGH settings.delta", "HIGH settings.epsilon"),
        found(spec, METRICS, SPENT.replace("3.0", "11.0").replace("0.0001", "0.001")));
    assertEquals(List.of(), found(SOUND, METRICS, SPENT.replace("cryptographic", "seeded")));
  }

  @Test
  void whatIsEncryptedIsLookedAtToo() throws IOException {
    String policy = SOUND.replace("null", "{\"id\":\"privacy.dp\"}");
    found(policy, METRICS, SPENT);
    Files.move(run.resolve("privacy.json"), run.resolve("privacy.json.enc"));
    StoredFiles.Decryption key =
        new StoredFiles.Decryption() {
          @Override
          public InputStream read(Path encrypted) throws IOException {
            String text = Files.readString(encrypted).replace("cryptographic", "seeded");
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
          }

          @Override
          public String unseal(Path file, String sealed, String place) {
            throw new AssertionError();
          }
        };
    Findings findings = new Findings();
    StoredFiles.by(key);
    try {
      findings.check("settings", "run", new SettingsAudit(run)::look);
    } finally {
      StoredFiles.without(key);
    }
    assertEquals("settings.noise-seeded", findings.found().get(0).id());
  }
}
