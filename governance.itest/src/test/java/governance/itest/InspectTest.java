package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.itest.TinyRuns.Ended;
import governance.runtime.internal.store.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built program looks at data as its user has it do. */
@Timeout(120)
class InspectTest {
  @TempDir Path folder;

  @Test
  void aDomainAndAFileOfOnesOwnAreLookedAt() throws Exception {
    Distribution distribution = new Distribution(folder);
    String[] domain = {"inspect", "finance", "--set", "data.settings.rows=1000", "--out", "found"};
    domain[5] = folder.resolve("found").toString();
    Ended ended = TinyRuns.ended(distribution.start(domain));
    assertEquals(0, ended.code(), ended.text());
    assertTrue(ended.text().contains("1,000 used"), ended.text());
    Map<String, Object> found = JsonReader.file(folder.resolve("found/inspection.json"));
    List<?> analyses = (List<?>) found.get("analyses");
    assertEquals("fairness.group-base-rates", ((Map<?, ?>) analyses.get(0)).get("id"));
    assertTrue(
        found.get("findings").toString().contains("region tells"),
        "the proxy that is planted is found: " + found.get("findings"));
    assertFalse(Files.exists(folder.resolve("runs")), "no run was begun");

    StringBuilder rows = new StringBuilder("sex,job,hired\n");
    for (int i = 0; i < 200; i++) {
      rows.append(i % 2 == 0 ? "f,nurse," : "m,smith,").append(i % 4 == 0 ? "yes\n" : "no\n");
    }
    Path file = Files.writeString(folder.resolve("people.csv"), rows);
    ended =
        TinyRuns.ended(
            distribution.start(
                "inspect", file.toString(), "--label", "hired", "--protected", "sex"));
    assertEquals(0, ended.code(), ended.text());
    assertTrue(
        ended.text().contains("job tells 100.0 % of what there is to know of sex"), ended.text());
    ended = TinyRuns.ended(distribution.start("inspect", file.toString(), "--protected", "age"));
    assertEquals(2, ended.code(), ended.text());
    assertTrue(ended.text().contains("has no column \"age\""), ended.text());
  }
}
