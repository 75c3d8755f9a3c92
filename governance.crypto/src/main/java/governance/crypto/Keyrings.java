package governance.crypto;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Makes and opens keyrings; a service. Safe for use by several threads. */
@ProviderType
public interface Keyrings {
  /**
   * Makes a keyring with a first key.
   *
   * @param folder its folder, made with access for its owner alone
   * @param protection what encrypts it; a key file that is not there yet is made
   * @throws governance.api.GovernanceException if the folder has one already, or what protects it
   *     cannot be used
   */
  Keyring create(Path folder, Protection protection);

  /**
   * Opens a keyring.
   *
   * @throws governance.api.GovernanceException if it is not there, if others may read it, or if the
   *     key file, passphrase or key management service that protects it is missing or another one
   */
  Keyring open(Path folder);

  /** Returns whether a folder has a keyring. */
  boolean present(Path folder);
}
