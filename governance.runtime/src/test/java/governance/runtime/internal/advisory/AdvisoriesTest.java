package governance.runtime.internal.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.runtime.internal.advisory.Advisory.Match;
import governance.runtime.internal.advisory.Advisory.Rating;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoriesTest {
  @TempDir Path folder;

  private static String advisory(String id, String events, String more) {
    return """
        {"schema_version":"1.6.0","id":"%s","modified":"2026-05-0%dT00:00:00Z","aliases":["CVE-1"],
         "summary":"Bad.","affected":[{"package":{"ecosystem":"Maven","name":"org.a:b"},
         "ranges":[{"type":"ECOSYSTEM","events":[%s]}]%s}]}
        """
        .formatted(id, id.length() % 9 + 1, events, more);
  }

  private Advisories read(String text) throws IOException {
    return Advisories.read(Files.writeString(folder.resolve("one.json"), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"introduced\":\"0\"},{\"fixed\":\"1.5\"} | 0.1 1.4.9 1.5-rc1 | 1.5 1.5.0 2",
        "{\"fixed\":\"1.5\"},{\"introduced\":\"1.2\"} | 1.2 1.4 | 1.1 1.5",
        "{\"introduced\":\"0\"},{\"last_affected\":\"1.5\"} | 1 1.5 1.5.0 | 1.5.1 2",
        "{\"introduced\":\"1\"},{\"fixed\":\"1.2\"},{\"introduced\":\"2\"},{\"fixed\":\"2.3\"}"
            + " | 1 1.1 2 2.2.9 | 0.9 1.2 1.9 2.3 3",
        "{\"introduced\":\"2.0\"} | 2 3 | 1.9"
      })
  void rangesAreEvaluatedAsTheSchemaSays(String events, String in, String out) throws IOException {
    Advisories known = read(advisory("A", events, ""));
    for (String version : in.strip().split(" ")) {
      assertEquals(1, known.of("org.a", "b", version).size(), version);
    }
    for (String version : out.strip().split(" ")) {
      assertEquals(0, known.of("org.a", "b", version).size(), version);
    }
    assertEquals(List.of(), known.of("org.a", "c", "1.4"));
  }

  @Test
  void versionsCountByNameAndTheNextFixIsTold() throws IOException {
    String events =
        "{\"introduced\":\"1\"},{\"fixed\":\"1.2\"},{\"introduced\":\"2\"},{\"fixed\":\"2.3\"}";
    Advisories known = read(advisory("GHSA-1", events, ",\"versions\":[\"0.7\"]"));
    Match match = known.of("org.a", "b", "2.1").get(0);
    assertEquals(Optional.of("2.3"), match.fixed());
    assertEquals(Optional.of("1.2"), known.of("org.a", "b", "1.1").get(0).fixed());
    assertEquals(Optional.empty(), known.of("org.a", "b", "0.7").get(0).fixed());
    assertEquals(List.of("GHSA-1", "CVE-1"), match.advisory().names());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"database_specific\":{\"severity\":\"MODERATE\"} | MEDIUM",
        "\"database_specific\":{\"severity\":\"CRITICAL\"} | CRITICAL",
        "\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}]"
            + " | CRITICAL",
        "\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N\"}]"
            + " | LOW",
        "\"severity\":[{\"type\":\"CVSS_V4\",\"score\":\"CVSS:4.0/AV:N\"}] | UNKNOWN",
        "\"details\":\"none\" | UNKNOWN"
      })
  void severityIsThatOfTheDataBaseOrOfTheVector(String field, String rating) throws IOException {
    String text = advisory("A", "{\"introduced\":\"0\"}", "").strip();
    Advisories known = read(text.substring(0, text.length() - 1) + "," + field.strip() + "}");
    assertEquals(Rating.valueOf(rating), known.of("org.a", "b", "1").get(0).advisory().rating());
  }

  /** Scores that FIRST's calculator gives for vectors of known vulnerabilities. */
  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 10.0",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H, 7.5",
    "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, 6.1",
    "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:N, 7.1",
    "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N, 3.3",
    "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N, 3.7",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0.0"
  })
  void scoresAreThoseOfTheSpecification(String vector, double score) {
    assertEquals(score, CvssScore.of(vector).getAsDouble(), 1e-9);
  }

  @Test
  void listsAnswersFoldersAndZipsAreRead() throws IOException {
    String one = advisory("A", "{\"introduced\":\"0\"}", "");
    String two = advisory("BBB", "{\"introduced\":\"0\"}", "");
    assertEquals(2, read("[" + one + "," + two + "]").size());
    assertEquals(2, read("{\"vulns\":[" + one + "," + two + "]}").size());
    try (OutputStream out = Files.newOutputStream(folder.resolve("all.zip"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("BBB.json"));
      zip.write(two.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("C.json"));
      zip.write(one.replace("\"A\"", "\"C\"").getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    Files.writeString(folder.resolve("notes.txt"), "not read");
    Files.writeString(folder.resolve("one.json"), one);
    Advisories all = Advisories.read(folder);
    assertEquals(3, all.size());
    assertEquals("2026-05-04T00:00:00Z", all.newest());
  }

  @Test
  void whatIsWithdrawnOrOfAnotherKindIsNone() throws IOException {
    String one = advisory("A", "{\"introduced\":\"0\"}", "").strip();
    String gone = one.substring(0, one.length() - 1) + ",\"withdrawn\":\"2026-01-01T00:00:00Z\"}";
    for (String wrong : List.of(gone, one.replace("Maven", "npm"), "{}", "no json", "[1]")) {
      String told = assertThrows(GovernanceException.class, () -> read(wrong)).getMessage();
      assertTrue(told.contains("OSV schema"), told);
    }
    assertThrows(GovernanceException.class, () -> Advisories.read(folder.resolve("nowhere")));
  }
}
