package examples.renderer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import governance.testkit.RendererContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownSummaryTest extends RendererContract {
  @Override
  protected ReportRenderer renderer() {
    return new MarkdownSummary();
  }

  private record Model(String run, String schemaVersion, Map<String, Object> tree)
      implements ReportModel {}

  private static String render(Map<String, Object> tree) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MarkdownSummary().render(new Model("finance-1", "1.1", tree), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void verdictFiguresAndGatesAreShown() throws IOException {
    Map<String, Object> before = Map.of("value", 0.5, "interval", Map.of("low", 0.4, "high", 0.6));
    Map<String, Object> row =
        Map.of(
            "title",
            "Accuracy",
            "baseline",
            before,
            "tuned",
            Map.of("value", 0.75, "n", 10L),
            "change",
            Map.of("value", 0.25, "assessment", "BETTER"));
    Map<String, Object> gate =
        Map.of("id", "four-fifths", "status", "FAIL", "reason", "0.5 < 0.8 | <b>see</b>\nbelow");
    assertEquals(
        """
        # finance-1

        **FAIL** A gate blocks release.

        | figure | before | after | |
        |---|--:|--:|---|
        | Accuracy | 0.500 (0.400 to 0.600) | 0.750 | BETTER |

        | gate | | reason |
        |---|---|---|
        | four-fifths | FAIL | 0.5 \\< 0.8 \\| \\<b\\>see\\</b\\> below |
        """,
        render(
            Map.of(
                "verdict", Map.of("status", "FAIL", "sentence", "A gate blocks release."),
                "summary", List.of(row),
                "gates", List.of(gate))));
  }

  @Test
  void aRunThatDidNotFinishHasNoFigures() throws IOException {
    Map<String, Object> verdict = Map.of("status", "INCOMPLETE", "sentence", "It failed.");
    String page = render(Map.of("verdict", verdict));
    assertEquals("**INCOMPLETE** It failed.", page.lines().skip(2).findFirst().orElseThrow());
  }
}
