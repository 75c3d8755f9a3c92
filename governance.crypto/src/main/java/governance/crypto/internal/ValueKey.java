package governance.crypto.internal;

import com.google.crypto.tink.subtle.AesGcmJce;
import governance.api.GovernanceException;
import governance.crypto.SealingKey;
import java.security.GeneralSecurityException;

/** A key for small values. */
class ValueKey implements SealingKey {
  private final String id;
  private final AesGcmJce cipher;

  ValueKey(String id, byte[] key) {
    this.id = id;
    this.cipher = Ciphers.values(key);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String seal(byte[] value, String place) {
    try {
      return Ciphers.text(cipher.encrypt(value, Ciphers.bytes(place)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public final byte[] unseal(String sealed, String place) {
    try {
      return cipher.decrypt(Ciphers.bytesOf(sealed), Ciphers.bytes(place));
    } catch (GeneralSecurityException e) {
      throw GovernanceException.data(
          place.replace('\n', ' '),
          "a sealed value was altered, or belongs to another place, run or key",
          "the value as it was written",
          "Restore the file; see: governance verify RUN");
    }
  }

  @Override
  public final String toString() {
    return "key " + id;
  }
}
