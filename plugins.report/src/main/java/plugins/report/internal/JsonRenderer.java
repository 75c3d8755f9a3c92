package plugins.report.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import governance.api.Contribution;
import governance.api.Kind;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Component;

/** Writes the report tree as canonical JSON, as described by {@code report.schema.json}. */
@Component
@Contribution(kind = Kind.RENDERER, id = "report.json")
public final class JsonRenderer implements ReportRenderer {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create();

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public String fileName() {
    return "report.json";
  }

  @Override
  public void render(ReportModel model, OutputStream out) throws IOException {
    String json = GSON.toJson(CanonicalTree.of(model.tree())) + "\n";
    out.write(json.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
