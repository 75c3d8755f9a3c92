package governance.crypto;

import org.osgi.annotation.versioning.ProviderType;

/** A key for small values, by AES-256-GCM. */
@ProviderType
public interface SealingKey {
  /** Returns what tells the key from others; nothing of the key or its subject follows from it. */
  String id();

  /**
   * Encrypts a value.
   *
   * @param place what it belongs to; the same must be given to read it
   * @return Base64
   */
  String seal(byte[] value, String place);

  /**
   * Decrypts a value.
   *
   * @throws governance.api.GovernanceException if it was altered, is of another place or key
   */
  byte[] unseal(String sealed, String place);
}
