package governance.runtime.internal.cli.keys;

import governance.crypto.Keyring;
import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.vault.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Names a keyring: shared by the commands on keys. */
final class KeyringOption {
  /** What was done with a keyring, chained by hashes; it names keys and runs, never a subject. */
  static final String LOG = "keys.jsonl";

  @Option(
      names = "--keyring",
      paramLabel = "DIR",
      description = "The keyring's folder (default: GOVERNANCE_KEYRING, or what is configured).")
  private Path keyring;

  Path folder(Vault vault) {
    return vault.folder(Optional.ofNullable(keyring));
  }

  Keyring open(Vault vault) {
    return vault.keyring(Optional.of(folder(vault)));
  }

  /** Notes in the keyring's log what was done. */
  static void note(Keyring keyring, String type, Map<String, ?> data) {
    try (ChainedFile log = ChainedFile.hold(keyring.folder().resolve(LOG), Clock.systemUTC())) {
      log.append(type, data);
    }
  }
}
