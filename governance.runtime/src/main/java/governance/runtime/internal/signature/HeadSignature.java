package governance.runtime.internal.signature;

import governance.api.GovernanceException;
import governance.runtime.internal.store.Tree;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;

/**
 * Who says how far a log had grown. Who keeps a signed head need not remember it: a log that was
 * cut since cannot be shown with another head by the same key.
 *
 * @param key whose it is
 * @param value 64 bytes, Ed25519
 */
public record HeadSignature(VerifyingKey key, byte[] value) {
  static final String KEY = "signature";

  static HeadSignature made(SigningKey by, byte[] statement) {
    return new HeadSignature(by.verifying(), by.sign(statement));
  }

  static HeadSignature of(Document document) {
    try {
      return new HeadSignature(
          VerifyingKey.of(Base64.getDecoder().decode(document.text("key"))),
          Base64.getDecoder().decode(document.text("value")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw GovernanceException.data(
          "the signature of the head", "cannot be read", "one that was written with --key", "");
    }
  }

  boolean holds(byte[] statement) {
    return key.verifies(statement, value);
  }

  Map<String, Object> tree() {
    return Tree.of("key", key.text(), "value", Base64.getEncoder().encodeToString(value));
  }
}
