package governance.runtime.internal.configuration;

import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.settings.SettingText;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.settings.SettingsType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a configuration as the settings that it is for. */
public final class ConfiguredSettings {
  private ConfiguredSettings() {}

  /**
   * Returns the configured values that fit, in the types that are declared.
   *
   * @param type what may be configured
   * @param problems takes what is wrong, with PID, key, what was got and what is allowed
   */
  public static Map<String, Object> read(
      Configured configured, SettingsType type, List<Problem> problems) {
    if (configured.factory()) {
      problems.add(
          new Problem(
              Remedy.FIX_CONFIGURATION,
              configured.origin() + " (" + configured.source() + ")",
              "is an instance of a factory",
              "one configuration with this PID",
              "Delete it, and set its values for the PID " + configured.pid()));
      return Map.of();
    }
    Map<String, Object> given = new HashMap<>();
    configured
        .values()
        .forEach(
            (key, value) ->
                given.put(key, type.find(key).map(s -> SettingText.typed(s, value)).orElse(value)));
    SettingsCheck check =
        new SettingsCheck(
            configured.origin(),
            type,
            key -> configured.source(),
            Remedy.FIX_CONFIGURATION,
            problems);
    return check.partial(given);
  }
}
