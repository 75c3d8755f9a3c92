package governance.api;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The effective settings of one contribution in one run: defaults of its settings annotation, then
 * what the installation configures, then those of the domain pack, then those of the run spec.
 * Immutable and safe for use by several threads.
 */
@ProviderType
public interface Settings {
  /** Settings without any value: every key has the default of its annotation. */
  Settings EMPTY = of("", Map.of());

  /**
   * Returns the settings as an instance of the annotation type that declares them.
   *
   * @param type the annotation type given in {@link Contribution#settings()}
   * @throws GovernanceException if a value does not fit the type of its key; names contribution and
   *     key
   */
  <A> A as(Class<A> type);

  /** Returns the values that were set, without the defaults; keys sorted. */
  Map<String, Object> values();

  /**
   * Returns settings over plain values: String, Boolean, Number, or a List of these.
   *
   * @param owner the id of the contribution, used in errors
   * @param values key to value; unknown keys are allowed here and refused by the planner
   */
  static Settings of(String owner, Map<String, ?> values) {
    return new MapSettings(owner, values);
  }
}
