package governance.runtime.internal.sweep;

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

/** Has the renderer that makes the page of a run make that of a sweep. */
final class SweepPage {
  /** The renderer that also knows sweeps, by their key {@code sweep}. */
  static final String RENDERER = "report.html";

  private final Registry registry;

  SweepPage(Registry registry) {
    this.registry = registry;
  }

  /** A sweep as renderers see it. */
  private record Model(String run, Map<String, Object> tree) implements ReportModel {
    @Override
    public String schemaVersion() {
      return SweepTree.SCHEMA;
    }
  }

  /**
   * Returns the page, or empty where the renderer is not installed.
   *
   * @throws ContributionFailedException if it fails
   */
  Optional<byte[]> of(Map<String, Object> tree) {
    Optional<ContributionInfo> info = registry.find(Kind.RENDERER, RENDERER);
    return info.map(i -> rendered(i, tree));
  }

  private byte[] rendered(ContributionInfo info, Map<String, Object> tree) {
    // as it is read back: renderers are promised Long, Double and null for what is not finite
    Map<String, Object> plain = JsonReader.object(Json.pretty(tree));
    Model model = new Model(String.valueOf(tree.get("sweep")), Collections.unmodifiableMap(plain));
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
