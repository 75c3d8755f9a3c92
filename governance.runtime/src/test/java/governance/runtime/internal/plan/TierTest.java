package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets that may not be used freely say so in the plan of each run. */
class TierTest {
  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new PlanFixture(folder);
  }

  private Resolution plan(String entry) {
    fixture.pack(
        "city",
        """
        {"id":"city","default":"reports","datasets":[{"name":"reports",
         "spec":{"data":{"label":"default","favourable":"no","protected":["sex"]}},%s}]}"""
            .formatted(entry));
    return fixture.plan("city");
  }

  private Resolution generated(String entry) {
    return plan("\"generator\":{\"id\":\"finance.loan-applications\"}," + entry);
  }

  @Test
  void anOpenSetHasNoNotice() {
    Resolution open = generated("\"licence\":\"CC0-1.0\",\"tier\":\"open\"");
    assertEquals(List.of(), open.plan().problems());
    assertEquals(Optional.empty(), open.notice());
    assertEquals(Optional.empty(), generated("\"licence\":\"CC0-1.0\"").notice());
    assertTrue(open.plan().json().contains("\"tier\": \"open\""), open.plan().json());
  }

  @Test
  void othersNameTheirLicenceAndWhatFollows() {
    Resolution commercial = generated("\"licence\":\"CC BY-NC 4.0\",\"tier\":\"non-commercial\"");
    String notice = commercial.notice().orElseThrow();
    assertTrue(notice.startsWith("data set reports may be used for non-commercial"), notice);
    assertTrue(notice.endsWith("(licence: CC BY-NC 4.0)"), notice);
    assertTrue(commercial.plan().json().contains("\"licence\": \"CC BY-NC 4.0\""));
    String unclear = generated("\"tier\":\"unclear-licence\"").notice().orElseThrow();
    assertTrue(unclear.contains("no clear licence"), unclear);
    assertTrue(unclear.endsWith("(licence: none stated)"), unclear);
  }

  @Test
  void filesWithoutALicenceAreNeverOpen() {
    String files = "\"files\":[{\"path\":\"x.csv\",\"sha256\":\"" + "0".repeat(64) + "\"}]";
    plan(files + ",\"tier\":\"open\"");
    DomainDefinition city =
        fixture.packs().all().stream().filter(p -> p.id().equals("city")).findFirst().orElseThrow();
    assertEquals(Tier.UNCLEAR_LICENCE, city.datasets().get(0).tier());
  }

  @Test
  void anUnknownTierIsRefused() {
    List<Problem> problems = generated("\"tier\":\"unclear\"").plan().problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(
        problems.get(0).message().contains("open, non-commercial, unclear-licence"),
        problems.get(0).message());
  }
}
