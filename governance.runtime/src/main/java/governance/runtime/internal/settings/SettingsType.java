package governance.runtime.internal.settings;

import java.util.List;
import java.util.Optional;

/**
 * The settings that a contribution takes, as its metatype declares them.
 *
 * @param name what a reader calls it, or an empty string
 * @param description what it is about, or an empty string
 * @param settings the settings in the order of declaration
 */
public record SettingsType(String name, String description, List<Setting> settings) {
  /** A contribution without settings. */
  public static final SettingsType NONE = new SettingsType("", "", List.of());

  /** Copies the list. */
  public SettingsType {
    settings = List.copyOf(settings);
  }

  /** Returns one setting. */
  public Optional<Setting> find(String key) {
    return settings.stream().filter(s -> s.key().equals(key)).findFirst();
  }

  /** Returns all keys in order. */
  public List<String> keys() {
    return settings.stream().map(Setting::key).toList();
  }
}
