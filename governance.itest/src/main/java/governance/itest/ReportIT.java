package governance.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

/** The template engine and the page's parts are found inside the bundle. */
@ExtendWith(ServiceExtension.class)
class ReportIT {

  @InjectService(filter = "(governance.id=report.html)")
  ReportRenderer html;

  @InjectService(filter = "(governance.id=report.json)")
  ReportRenderer json;

  @Test
  void aRunThatDidNotFinishIsReported() throws IOException {
    String page = render(html);
    assertTrue(page.contains("Incomplete: the run did not finish"), page);
    assertTrue(page.contains("Chart.js") && page.endsWith("</html>\n"));
    assertTrue(render(json).contains("\"status\": \"INCOMPLETE\""));
  }

  private static String render(ReportRenderer renderer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    renderer.render(new Unfinished(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A run that failed before it had any figures. */
  private static final class Unfinished implements ReportModel {
    @Override
    public String run() {
      return "r1";
    }

    @Override
    public String schemaVersion() {
      return "1.0";
    }

    @Override
    public Map<String, Object> tree() {
      Map<String, Object> run =
          Map.of(
              "id", run(),
              "domain", "finance",
              "task", "sequence-classification",
              "created", "2026-01-01T00:00:00Z",
              "seed", 1L,
              "status", "FAILED");
      Map<String, Object> environment =
          Map.of(
              "engine", "PyTorch",
              "engineVersion", "2",
              "java", "17",
              "threads", 1L,
              "device", "cpu",
              "precision", "f32",
              "determinism", "fixed seed");
      return Map.of(
          "schemaVersion", schemaVersion(),
          "run", run,
          "verdict", Map.of("status", "INCOMPLETE", "sentence", "It failed.", "failing", List.of()),
          "summary", List.of(),
          "gates", List.of(),
          "plan", Map.of("contributions", List.of(), "values", List.of()),
          "environment", environment,
          "evidence", List.of());
    }
  }
}
