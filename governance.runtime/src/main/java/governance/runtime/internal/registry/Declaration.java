package governance.runtime.internal.registry;

import governance.runtime.internal.settings.SettingsType;
import java.util.Set;

/**
 * What a contribution says of itself besides kind and id.
 *
 * @param settings the settings it takes
 * @param needs what a run must have for it, by the names of {@code Contribution.Need}
 * @param tasks what tasks it is made for, by the names of {@code Task}
 * @param description what it does or says in one sentence, or an empty string
 */
public record Declaration(
    SettingsType settings, Set<String> needs, Set<String> tasks, String description) {
  /** The tasks of a contribution that names none. */
  public static final Set<String> CLASSIFYING =
      Set.of("SEQUENCE_CLASSIFICATION", "TOKEN_CLASSIFICATION");

  /** What a contribution that cannot be used says of itself. */
  public static final Declaration NONE = new Declaration(SettingsType.NONE, Set.of(), Set.of(), "");

  /** Copies the set. */
  public Declaration {
    needs = Set.copyOf(needs);
    tasks = Set.copyOf(tasks);
  }
}
