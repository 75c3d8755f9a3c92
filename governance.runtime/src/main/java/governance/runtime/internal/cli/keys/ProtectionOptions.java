package governance.runtime.internal.cli.keys;

import governance.api.GovernanceException;
import governance.crypto.Protection;
import governance.crypto.Protection.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is to encrypt a keyring: one of three. */
final class ProtectionOptions {
  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "A key file; one that is not there is made, for its owner alone.")
  private Path file;

  @Option(
      names = "--passphrase",
      description = "A passphrase, which is asked for or taken from the environment.")
  private boolean passphrase;

  @Option(
      names = "--kms",
      paramLabel = "URI",
      description = "A key of a key management service whose client is installed.")
  private String kms;

  Protection get() {
    List<Protection> given = new ArrayList<>();
    if (file != null) {
      given.add(new Protection(Kind.FILE, file.toAbsolutePath().normalize().toString()));
    }
    if (passphrase) {
      given.add(new Protection(Kind.PASSPHRASE, ""));
    }
    if (kms != null) {
      given.add(new Protection(Kind.KMS, kms));
    }
    if (given.size() != 1) {
      throw GovernanceException.spec(
          "what protects the keyring",
          given.isEmpty() ? "is not named" : "is named " + given.size() + " times",
          "one of --key-file FILE, --passphrase and --kms URI",
          "Name one");
    }
    return given.get(0);
  }
}
