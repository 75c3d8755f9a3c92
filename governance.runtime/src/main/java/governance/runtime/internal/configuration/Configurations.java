package governance.runtime.internal.configuration;

import java.util.Map;

/** The configurations of the installation at this moment. Safe for use by several threads. */
@FunctionalInterface
public interface Configurations {
  /** An installation where nothing is configured. */
  Configurations NONE = Map::of;

  /**
   * Returns all configurations by PID. One that is an instance of a factory stands under the PID of
   * the factory.
   *
   * @throws governance.api.GovernanceException if they cannot be read
   */
  Map<String, Configured> all();
}
