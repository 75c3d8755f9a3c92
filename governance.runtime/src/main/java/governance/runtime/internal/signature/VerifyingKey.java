package governance.runtime.internal.signature;

import governance.runtime.internal.store.Digests;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The public part of a key that signs, Ed25519 (RFC 8032), as SubjectPublicKeyInfo. */
public final class VerifyingKey {
  private static final String LABEL = "PUBLIC KEY";
  private static final String ALLOWED = "an Ed25519 public key in PEM";
  private static final String ADVICE =
      "Name the file that ends with .pub, or: openssl pkey -in KEY -pubout";

  private final PublicKey key;

  private VerifyingKey(PublicKey key) {
    this.key = key;
  }

  /**
   * Reads a PEM file.
   *
   * @throws governance.api.GovernanceException if it is none, or of another kind of key
   */
  public static VerifyingKey read(Path file) {
    byte[] der = Pem.read(file, LABEL, ALLOWED, ADVICE);
    try {
      return of(der);
    } catch (GeneralSecurityException e) {
      throw Pem.wrong(file, KeyKinds.fault(decoder(der)), ALLOWED, ADVICE);
    }
  }

  static VerifyingKey of(byte[] der) throws GeneralSecurityException {
    return new VerifyingKey(KeyKinds.decode(decoder(der)));
  }

  private static KeyKinds.Decoder<PublicKey> decoder(byte[] der) {
    return factory -> factory.generatePublic(new X509EncodedKeySpec(der));
  }

  /** Returns whether a signature over bytes was made by the private part. */
  public boolean verifies(byte[] signed, byte[] signature) {
    try {
      Signature check = Signature.getInstance(KeyKinds.WANTED);
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature);
    } catch (SignatureException e) {
      return false; // of another length, or no point of the curve
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  /** Returns SHA-256 of the encoded key, in hexadecimal: the name by which it is told. */
  public String fingerprint() {
    return Digests.hex(Digests.sha256().digest(encoded()));
  }

  byte[] encoded() {
    return key.getEncoded();
  }

  /** Returns the encoded key in Base64. */
  public String text() {
    return Base64.getEncoder().encodeToString(encoded());
  }

  String pem() {
    return Pem.write(LABEL, encoded());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey o && Arrays.equals(encoded(), o.encoded());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded());
  }

  @Override
  public String toString() {
    return fingerprint();
  }
}
