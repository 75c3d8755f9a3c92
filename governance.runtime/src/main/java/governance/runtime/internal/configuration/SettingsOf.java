package governance.runtime.internal.configuration;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.SettingsType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be configured under a PID that is the id of contributions. Ids are unique within a kind
 * only: contributions of several kinds that share one share its PID, and each takes its own keys.
 */
public final class SettingsOf {
  private SettingsOf() {}

  /** Returns the settings of all usable contributions with this id, each key once. */
  public static SettingsType all(Registry registry, String id) {
    SettingsType first = SettingsType.NONE;
    List<Setting> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Optional<ContributionInfo> found = registry.find(kind, id);
      SettingsType type =
          found.map(info -> registry.declaration(info).settings()).orElse(SettingsType.NONE);
      first = all.isEmpty() ? type : first;
      type.settings().stream()
          .filter(s -> all.stream().noneMatch(known -> known.key().equals(s.key())))
          .forEach(all::add);
    }
    return new SettingsType(first.name(), first.description(), all);
  }
}
