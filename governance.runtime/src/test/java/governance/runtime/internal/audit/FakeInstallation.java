package governance.runtime.internal.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An installation of bundles that a test makes up. */
public final class FakeInstallation implements Installation {
  /** The bundles; the first stands for the framework. */
  public final List<InstalledBundle> bundles = new ArrayList<>();

  /** The properties. */
  public final Map<String, String> properties = new TreeMap<>();

  /** The options of the process. */
  public final List<String> options = new ArrayList<>();

  /** An installation with nothing but a framework. */
  public FakeInstallation() {
    bundle("system.bundle", "System Bundle", Map.of("Bundle-License", "Apache-2.0"), Map.of());
    properties.put("OPT_OUT_TRACKING", "true");
    properties.put("ai.djl.offline", "true");
  }

  /** Adds a bundle. */
  public void bundle(
      String name, String location, Map<String, String> headers, Map<String, String> files) {
    bundles.add(new Made(name, location, headers, new TreeMap<>(files)));
  }

  @Override
  public List<InstalledBundle> bundles() {
    return bundles;
  }

  @Override
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> jvmOptions() {
    return options;
  }

  private record Made(
      String name, String location, Map<String, String> headers, Map<String, String> content)
      implements InstalledBundle {
    @Override
    public String version() {
      return "1.0.0";
    }

    @Override
    public Optional<String> header(String key) {
      return Optional.ofNullable(headers.get(key));
    }

    @Override
    public List<String> files() {
      return List.copyOf(content.keySet());
    }

    @Override
    public Optional<String> text(String path) {
      return Optional.ofNullable(content.get(path));
    }

    @Override
    public List<String> needs() {
      return List.of("system.bundle");
    }

    @Override
    public Optional<String> refusal() {
      return Optional.ofNullable(headers.get("refused"));
    }
  }
}
