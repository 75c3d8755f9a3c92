package examples.renderer;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * A page of Markdown for a pull request or a wiki: the verdict, each figure before and after with
 * its assessment, each gate with its reason.
 */
@Component
@Contribution(
    kind = Kind.RENDERER,
    id = "example.markdown",
    description = "A page of Markdown with verdict, figures and gates.")
public final class MarkdownSummary implements ReportRenderer {
  @Override
  public String mediaType() {
    return "text/markdown";
  }

  @Override
  public String fileName() {
    return "report.md";
  }

  @Override
  public void render(ReportModel model, OutputStream out) throws IOException {
    Map<?, ?> verdict = map(model.tree().get("verdict"));
    StringBuilder page = new StringBuilder("# ").append(cell(model.run())).append("\n\n");
    page.append("**").append(cell(verdict.get("status"))).append("** ");
    page.append(cell(verdict.get("sentence"))).append("\n");
    page.append("\n| figure | before | after | |\n|---|--:|--:|---|\n");
    for (Map<?, ?> row : rows(model.tree().get("summary"))) {
      Object assessment = map(row.get("change")).get("assessment");
      page.append("| ").append(cell(row.get("title")));
      page.append(" | ").append(figure(row.get("baseline")));
      page.append(" | ").append(figure(row.get("tuned")));
      page.append(" | ").append("NONE".equals(assessment) ? "" : cell(assessment)).append(" |\n");
    }
    page.append("\n| gate | | reason |\n|---|---|---|\n");
    for (Map<?, ?> gate : rows(model.tree().get("gates"))) {
      page.append("| ").append(cell(gate.get("id")));
      page.append(" | ").append(cell(gate.get("status")));
      page.append(" | ").append(cell(gate.get("reason"))).append(" |\n");
    }
    out.write(page.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the value with its interval; a dash where there is none. */
  private static String figure(Object of) {
    Object value = map(of).get("value");
    Map<?, ?> interval = map(map(of).get("interval"));
    String text = value instanceof Number n ? number(n) : "–";
    return interval.get("low") instanceof Number low && interval.get("high") instanceof Number high
        ? text + " (" + number(low) + " to " + number(high) + ")"
        : text;
  }

  private static String number(Number value) {
    return String.format(Locale.ROOT, "%.3f", value.doubleValue());
  }

  /** Returns a text that can neither end its cell nor become markup. */
  private static String cell(Object text) {
    return text == null
        ? ""
        : text.toString()
            .strip()
            .replaceAll("\\s+", " ")
            .replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
  }

  private static Map<?, ?> map(Object of) {
    return of instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<Map<?, ?>> rows(Object of) {
    return of instanceof List<?> list
        ? list.stream().<Map<?, ?>>map(MarkdownSummary::map).toList()
        : List.of();
  }
}
