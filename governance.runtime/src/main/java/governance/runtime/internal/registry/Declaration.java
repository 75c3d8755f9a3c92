package governance.runtime.internal.registry;

import governance.runtime.internal.settings.SettingsType;
import java.util.Set;

/**
 * What a contribution says of itself besides kind and id.
 *
 * @param settings the settings it takes
 * @param needs what a run must have for it, by the names of {@code Contribution.Need}
 */
public record Declaration(SettingsType settings, Set<String> needs) {
  /** Copies the set. */
  public Declaration {
    needs = Set.copyOf(needs);
  }
}
