package governance.api.data;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The folder of public data sets of the installation, for contributions that read a set of their
 * own, such as a suite of sentences. A service of the runtime: refer to it with {@code @Reference}.
 * Safe for use by several threads.
 *
 * @since 1.1
 */
@ProviderType
@FunctionalInterface
public interface DataFolder {
  /**
   * Returns the folder that {@code governance.data} or {@code GOVERNANCE_DATA} names or the
   * installation configures; empty when none is set. It need not exist. Ask at each use: a
   * configuration may change.
   */
  Optional<Path> folder();
}
