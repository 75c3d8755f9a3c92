package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code governance evaluate} as a user types it. */
@Timeout(120)
class EvaluateTest {
  /** The rows of Fairlearn's user guide, common_fairness_metrics.rst at commit ebf8fa7. */
  private static final String[] TRUTH = "0 1 1 1 1 0 1 0 1 0 0 0 1 1 1 1 1 1".split(" ");

  private static final String[] PREDICTED = "0 0 1 0 1 1 1 0 0 1 1 1 1 0 0 1 1 0".split(" ");
  private static final String[] GROUP = "b b a b b c c c a a c a b c c b c c".split(" ");

  @TempDir Path folder;
  private Distribution distribution;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    distribution = new Distribution(folder);
    StringBuilder text = new StringBuilder("y_true,y_pred,sf\n");
    for (int i = 0; i < TRUTH.length; i++) {
      text.append(TRUTH[i] + "," + PREDICTED[i] + "," + GROUP[i] + "\n");
    }
    file = Files.writeString(folder.resolve("predictions.csv"), text);
  }

  private static double value(JsonObject metrics, String id) {
    return metrics.getAsJsonObject(id).get("value").getAsDouble();
  }

  /** The numbers that Fairlearn publishes for these rows. */
  @Test
  void givesFairlearnsNumbers() throws Exception {
    Path out = folder.resolve("out");
    TinyRuns.Ended ended =
        TinyRuns.ended(
            distribution.start(
                "evaluate",
                file.toString(),
                "--label",
                "y_true",
                "--prediction",
                "y_pred",
                "--protected",
                "sf",
                "--out",
                out.toString(),
                "--json"));
    assertEquals(0, ended.code(), ended.text());
    JsonObject found = JsonParser.parseString(ended.text()).getAsJsonObject();
    JsonObject metrics = found.getAsJsonObject("metrics");
    assertEquals(0.25, value(metrics, "fairness.demographic-parity-difference"), 1e-12);
    assertEquals(2 / 3.0, value(metrics, "fairness.demographic-parity-ratio"), 1e-12);
    assertEquals(1, value(metrics, "fairness.equalized-odds-difference"), 1e-12);
    JsonObject parity = metrics.getAsJsonObject("fairness.demographic-parity-difference");
    assertEquals(18, parity.get("n").getAsInt());
    assertTrue(parity.get("interval").isJsonObject());
    assertTrue(parity.get("p").getAsDouble() > 0.3, parity.toString());
    assertTrue(
        parity.get("pAdjusted").getAsDouble() >= parity.get("p").getAsDouble(), parity.toString());
    assertEquals(
        "groups exchanged among all rows",
        parity
            .getAsJsonArray("tests")
            .get(0)
            .getAsJsonObject()
            .get("method")
            .getAsString()
            .split(",")[0]);
    assertTrue(
        found.getAsJsonArray("notComputed").toString().contains("\"quality.auc\",\"why\""),
        found.toString());
    JsonObject written =
        JsonParser.parseString(Files.readString(out.resolve("metrics.json"))).getAsJsonObject();
    assertEquals(metrics, written.getAsJsonObject("metrics"));
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("id=\"metric-fairness.demographic-parity-difference\""));
    assertTrue(
        page.contains("<span class=\"tag differs\">small</span>"), "small groups are marked");
  }

  @Test
  void refusesWithOneMessageInTheShellToo() throws Exception {
    Process process = distribution.start("shell");
    try (PrintStream keyboard =
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
      keyboard.println(
          "governance:evaluate " + file + " --label y_tru --prediction y_pred --protected sf");
      keyboard.println("exit");
    }
    TinyRuns.Ended ended = TinyRuns.ended(process);
    assertTrue(
        ended
            .text()
            .contains(
                "there is no column \"y_tru\"; allowed: y_true, y_pred, sf. Did you mean \"y_true\"?"),
        ended.text());
  }
}
