package governance.runtime.internal.support;

import governance.crypto.Keyrings;
import governance.crypto.internal.KeyringService;
import governance.runtime.internal.vault.Vault;
import java.nio.file.Path;
import java.util.Optional;

/** Real keyrings outside of a framework. */
public final class TestKeyrings {
  private TestKeyrings() {}

  /** Returns what makes and opens keyrings. */
  public static Keyrings keyrings() {
    return new KeyringService();
  }

  /** Returns a vault whose installation has its keyring in {@code keyring} of a folder. */
  public static Vault vault(Path folder) {
    return new Vault(keyrings(), () -> Optional.of(folder.resolve("keyring")));
  }
}
