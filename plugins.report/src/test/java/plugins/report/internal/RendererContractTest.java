package plugins.report.internal;

import governance.api.report.ReportRenderer;
import governance.testkit.RendererContract;
import org.junit.jupiter.api.Nested;

class RendererContractTest {
  @Nested
  class OfHtml extends RendererContract {
    @Override
    protected ReportRenderer renderer() {
      return new HtmlRenderer();
    }
  }

  @Nested
  class OfJson extends RendererContract {
    @Override
    protected ReportRenderer renderer() {
      return new JsonRenderer();
    }
  }
}
