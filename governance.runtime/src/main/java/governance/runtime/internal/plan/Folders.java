package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.configuration.RuntimeSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** Folders of the installation, asked for at each use, so that a changed configuration counts. */
record Folders(BundleContext context, Configurations configurations) {
  /** Returns the data directory. */
  Optional<Path> data() {
    return named("governance.data", "GOVERNANCE_DATA", "dataDirectory");
  }

  /** Returns the folder of the installation's keyring. */
  Optional<Path> keyring() {
    return named("governance.keyring", "GOVERNANCE_KEYRING", "keyringDirectory");
  }

  /** Of the process, by property or environment; else what the installation configures. */
  Optional<Path> named(String property, String variable, String key) {
    String set = context.getProperty(property);
    String folder = set == null || set.isBlank() ? System.getenv(variable) : set;
    return Optional.ofNullable(folder)
        .filter(f -> !f.isBlank())
        .map(f -> Path.of(f).toAbsolutePath().normalize())
        .or(() -> configured(key));
  }

  Optional<Path> configured(String key) {
    try {
      return RuntimeSettings.of(configurations.all()).folder(key);
    } catch (GovernanceException e) {
      return Optional.empty(); // plans and the doctor tell of it
    }
  }
}
