package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code governance anonymize} as a user types it. */
@Timeout(240)
class AnonymizeTest {
  @TempDir Path folder;
  private Distribution distribution;
  private Path file;

  @BeforeEach
  void people() throws Exception {
    distribution = new Distribution(folder);
    StringBuilder rows = new StringBuilder("name,age,zip,illness\n");
    for (int row = 0; row < 120; row++) {
      rows.append("p").append(row).append(',').append(20 + row * 7 % 50).append(",0");
      rows.append(2100 + row * 13 % 40).append(row % 3 == 0 ? ",flu\n" : ",cough\n");
    }
    file = Files.writeString(folder.resolve("people.csv"), rows);
  }

  private TinyRuns.Ended run(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("anonymize", file.toString()));
    words.addAll(List.of(options));
    return TinyRuns.ended(distribution.start(words.toArray(String[]::new)));
  }

  @Test
  void nobodyStandsOutInWhatIsWritten() throws Exception {
    Path out = folder.resolve("safe.csv");
    TinyRuns.Ended ended =
        run("--quasi", "age,zip", "--k", "5", "--drop", "name", "--json", "--out", out.toString());
    assertEquals(0, ended.code(), ended.text());
    List<String> lines = Files.readAllLines(out);
    assertEquals("age,zip,illness", lines.get(0));
    Map<String, Long> groups =
        lines.stream()
            .skip(1)
            .collect(
                Collectors.groupingBy(
                    line -> line.substring(0, line.lastIndexOf(',')), Collectors.counting()));
    assertTrue(groups.size() > 5 && groups.values().stream().allMatch(n -> n >= 5), "" + groups);
    assertFalse(Files.readString(out).contains("p1"));
    JsonObject figures =
        JsonParser.parseString(ended.text()).getAsJsonObject().getAsJsonObject("figures");
    assertEquals(1, figures.get("highest risk before").getAsDouble());
    double least = groups.values().stream().mapToLong(n -> n).min().orElseThrow();
    assertEquals(1 / least, figures.get("highest risk after").getAsDouble(), 1e-9);
  }

  @Test
  void wrongInputIsToldAndWritesNothing() throws Exception {
    Path out = folder.resolve("safe.csv");
    TinyRuns.Ended ended = run("--quasi", "age", "--k", "121", "--out", out.toString());
    assertEquals(2, ended.code(), ended.text());
    assertTrue(ended.text().contains("at most the number of training rows"), ended.text());
    try (Distribution.Shell shell = new Distribution.Shell(distribution.start("shell"))) {
      refused(shell, out, "identifies rows by itself", "--quasi name,age");
      refused(shell, out, "there is no column \"agee\"", "--quasi agee");
      refused(shell, out, "suppress", "--quasi age --method global --suppress 1.5");
      assertEquals(0, shell.end());
    }
    assertFalse(Files.exists(out));
  }

  private void refused(Distribution.Shell shell, Path out, String told, String options)
      throws IOException {
    String line = "governance:anonymize " + file + " " + options + " --out " + out;
    String answer = String.join("\n", shell.ask(line));
    assertTrue(answer.contains("error: ") && answer.contains(told), answer);
  }
}
