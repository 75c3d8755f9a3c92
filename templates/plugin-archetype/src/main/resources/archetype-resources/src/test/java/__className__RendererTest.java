package ${package};

import governance.api.report.ReportRenderer;
import governance.testkit.RendererContract;

class ${className}RendererTest extends RendererContract {
  @Override
  protected ReportRenderer renderer() {
    return new ${className}Renderer();
  }
}
