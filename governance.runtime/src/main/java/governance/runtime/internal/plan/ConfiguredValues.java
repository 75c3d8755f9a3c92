package governance.runtime.internal.plan;

import governance.api.Kind;
import governance.api.Problem;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.configuration.Configured;
import governance.runtime.internal.configuration.ConfiguredSettings;
import governance.runtime.internal.configuration.OwnSettings;
import governance.runtime.internal.configuration.RuntimeSettings;
import governance.runtime.internal.configuration.SettingsOf;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.spec.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the installation configures, as values of a run spec with their origin. */
final class ConfiguredValues {
  private final Registry registry;
  private final Map<String, Configured> configured;
  private final List<Problem> problems;

  ConfiguredValues(Registry registry, Map<String, Configured> configured, List<Problem> problems) {
    this.registry = registry;
    this.configured = configured;
    this.problems = problems;
  }

  /** Returns whether anything is configured for contributions of a kind. */
  boolean any(Kind kind) {
    return !configured.isEmpty()
        && registry.contributions().stream()
            .anyMatch(c -> c.kind() == kind && configured.containsKey(c.id()));
  }

  /** Returns what is configured for the section {@code train}. */
  Map<String, Node> training() {
    Map<String, Node> values = new LinkedHashMap<>();
    RuntimeSettings settings = RuntimeSettings.of(configured);
    problems.addAll(settings.problems());
    problems.addAll(OwnSettings.engineProblems(configured));
    settings
        .training()
        .forEach((key, value) -> values.put(key, node(value, RuntimeSettings.ORIGIN)));
    return values;
  }

  /** Returns what is configured for a contribution; what is wrong becomes a problem. */
  Map<String, Node> of(Kind kind, String id) {
    Configured one = configured.get(id);
    Optional<ContributionInfo> found = registry.find(kind, id);
    if (one == null || found.isEmpty()) {
      return Map.of();
    }
    SettingsType own = registry.declaration(found.get()).settings();
    Map<String, Node> values = new LinkedHashMap<>();
    ConfiguredSettings.read(one, SettingsOf.all(registry, id), problems)
        .forEach(
            (key, value) -> {
              if (own.find(key).isPresent()) {
                values.put(key, node(value, one.origin()));
              }
            });
    return values;
  }

  private static Node node(Object value, String origin) {
    return value instanceof List<?> items
        ? new Node.Array(items.stream().map(item -> node(item, origin)).toList(), origin)
        : new Node.Scalar(value, origin);
  }
}
