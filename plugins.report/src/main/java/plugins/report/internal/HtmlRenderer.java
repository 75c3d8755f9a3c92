package plugins.report.internal;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import governance.api.Contribution;
import governance.api.Kind;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Writes the report of a run, a sweep, or an evaluation of predictions as one HTML page that needs
 * nothing else: style, scripts and figures are inside, and a content security policy keeps
 * everything that is not from running or loading. The tree of a sweep has the key {@code sweep},
 * that of an evaluation {@code evaluation}.
 */
@Component
@Contribution(kind = Kind.RENDERER, id = "report.html")
public final class HtmlRenderer implements ReportRenderer {
  @Override
  public String mediaType() {
    return "text/html";
  }

  @Override
  public String fileName() {
    return "report.html";
  }

  @Override
  public void render(ReportModel model, OutputStream out) throws IOException {
    CanonicalTree.of(model.tree());
    boolean sweep = model.tree().containsKey("sweep");
    // Read here and not in the constructor, which everybody waits for who lists contributions.
    Configuration templates = Templates.configuration();
    boolean evaluation = model.tree().containsKey("evaluation");
    PageAssets assets =
        sweep ? PageAssets.sweep() : evaluation ? PageAssets.evaluation() : PageAssets.load();
    Map<String, Object> page = new HashMap<>();
    page.put("r", model.tree());
    page.put("policy", assets.contentSecurityPolicy());
    page.put("style", Templates.markup(assets.style()));
    page.put("scripts", assets.scripts().stream().map(Templates::markup).toList());
    if (sweep) {
      page.put("chart", new FrontChart(model.tree()).tree());
    } else {
      page.put("chartData", Templates.markup(ChartData.of(model.tree())));
    }
    StringWriter text = new StringWriter();
    try {
      String template = sweep ? "sweep.ftlh" : evaluation ? "evaluation.ftlh" : "page.ftlh";
      templates.getTemplate(template).process(page, text);
    } catch (TemplateException e) {
      throw new IllegalStateException("report.html could not be made from the report tree", e);
    }
    // Written at once, so that a failing template leaves no half of a page.
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
