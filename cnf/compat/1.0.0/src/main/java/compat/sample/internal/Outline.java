package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Writes the sections of the report. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.RENDERER, id = "compat.outline")
public final class Outline implements ReportRenderer {
  @Override
  public String mediaType() {
    return "text/plain";
  }

  @Override
  public String fileName() {
    return "outline.txt";
  }

  @Override
  public void render(ReportModel model, OutputStream out) throws IOException {
    String text = model.run() + "\n" + String.join("\n", model.tree().keySet()) + "\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
