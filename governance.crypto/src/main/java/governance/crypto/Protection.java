package governance.crypto;

import java.util.Objects;

/**
 * What encrypts a keyring.
 *
 * @param kind where the key that encrypts it comes from
 * @param location the path of the key file or the URI of the key management service's key; empty
 *     for a passphrase
 */
public record Protection(Kind kind, String location) {
  /** Where the key comes from that encrypts a keyring. */
  public enum Kind {
    /** A file of 256 random bits in Base64 that only its owner may read. */
    FILE,
    /** A passphrase, by PBKDF2-HMAC-SHA256. */
    PASSPHRASE,
    /** A key management service; the key never leaves it. */
    KMS
  }

  /** Checks that nothing is null. */
  public Protection {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(location, "location");
  }

  /** Returns it in words, such as {@code key file /etc/governance/key}. */
  public String words() {
    return switch (kind) {
      case FILE -> "key file " + location;
      case PASSPHRASE -> "a passphrase";
      case KMS -> "key management service " + location;
    };
  }
}
