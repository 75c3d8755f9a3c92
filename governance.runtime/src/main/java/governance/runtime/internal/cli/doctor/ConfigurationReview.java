package governance.runtime.internal.cli.doctor;

import governance.api.Problem;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.configuration.Configured;
import governance.runtime.internal.configuration.ConfiguredSettings;
import governance.runtime.internal.configuration.OwnSettings;
import governance.runtime.internal.configuration.SettingsOf;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.spec.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at all configurations of the installation, whether or not a run uses them. */
final class ConfigurationReview {
  private final List<String> inEffect = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  ConfigurationReview(Registry registry, Map<String, Configured> configured) {
    Set<String> known = new TreeSet<>(OwnSettings.pids());
    registry.contributions().stream()
        .filter(c -> c.rejected() == null)
        .map(ContributionInfo::id)
        .forEach(known::add);
    new TreeMap<>(configured)
        .forEach(
            (pid, one) -> {
              if (known.contains(pid)) {
                look(one, type(registry, pid));
              } else {
                // Other bundles have PIDs of their own; one that is nearly an id is a slip.
                Suggestion.nearest(pid, known).ifPresent(near -> wrong.add(slip(one, near)));
              }
            });
  }

  /** Returns a line for each PID whose values count. */
  List<String> inEffect() {
    return inEffect;
  }

  /** Returns what does not fit, and PIDs that look misspelt. */
  List<String> wrong() {
    return wrong;
  }

  private static SettingsType type(Registry registry, String pid) {
    return OwnSettings.type(pid).orElseGet(() -> SettingsOf.all(registry, pid));
  }

  private void look(Configured one, SettingsType type) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Object> values = ConfiguredSettings.read(one, type, problems);
    if (!values.isEmpty()) {
      inEffect.add(one.pid() + ": " + String.join(", ", values.keySet()));
    }
    problems.forEach(problem -> wrong.add(problem.message()));
  }

  private static String slip(Configured one, String near) {
    return one.pid()
        + " ("
        + one.source()
        + ") is the PID of no contribution. Did you mean \""
        + near
        + "\"?";
  }
}
