package ${package};

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** One line: the run and its verdict. */
@Component
@Contribution(
    kind = Kind.RENDERER,
    id = "${id}",
    description = "One line with the run and its verdict.")
public final class ${className}Renderer implements ReportRenderer {
  @Override
  public String mediaType() {
    return "text/plain";
  }

  @Override
  public String fileName() {
    return "${artifactId}.txt";
  }

  @Override
  public void render(ReportModel model, OutputStream out) throws IOException {
    Object sentence =
        model.tree().get("verdict") instanceof Map<?, ?> verdict ? verdict.get("sentence") : null;
    String line = model.run() + ": " + (sentence == null ? "no verdict" : sentence) + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }
}
