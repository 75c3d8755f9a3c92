package governance.runtime.internal.report;

import governance.api.Kind;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** Has the renderer that makes the page of a run make that of a sweep or an evaluation. */
public final class RenderedPage {
  /** The renderer that also knows these, by the keys {@code sweep} and {@code evaluation}. */
  private static final String RENDERER = "report.html";

  private final Registry registry;

  /** Uses the renderers that are installed. */
  public RenderedPage(Registry registry) {
    this.registry = registry;
  }

  /** A tree as renderers see it. */
  private record Model(String run, String schemaVersion, Map<String, Object> tree)
      implements ReportModel {}

  /**
   * Returns the page, or empty where the renderer is not installed.
   *
   * @param name the id of the sweep, or the file that was evaluated
   * @param schema the version of the tree's form
   * @throws ContributionFailedException if it fails
   */
  public Optional<byte[]> of(String name, String schema, Map<String, Object> tree) {
    Optional<ContributionInfo> info = registry.find(Kind.RENDERER, RENDERER);
    return info.map(i -> rendered(i, name, schema, tree));
  }

  private byte[] rendered(
      ContributionInfo info, String name, String schema, Map<String, Object> tree) {
    // as it is read back: renderers are promised Long, Double and null for what is not finite
    Map<String, Object> plain = JsonReader.object(Json.pretty(tree));
    Model model = new Model(name, schema, Collections.unmodifiableMap(plain));
    try (Held<ReportRenderer> renderer = registry.hold(info, ReportRenderer.class)) {
      return Border.call(
          info,
          () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            renderer.get().render(model, out);
            return out.toByteArray();
          });
    }
  }
}
