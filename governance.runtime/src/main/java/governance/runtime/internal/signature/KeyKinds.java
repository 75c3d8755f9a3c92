package governance.runtime.internal.signature;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.util.List;

/** Makes keys of their encoded form, and says which kind a key is that is not the wanted one. */
final class KeyKinds {
  static final String WANTED = "Ed25519";

  private static final List<String> OTHERS =
      List.of("RSA", "RSASSA-PSS", "EC", "Ed448", "X25519", "X448", "DSA", "DH");

  private KeyKinds() {}

  /** Decodes a key by a factory. */
  @FunctionalInterface
  interface Decoder<K extends Key> {
    K decode(KeyFactory factory) throws GeneralSecurityException;
  }

  static <K extends Key> K decode(Decoder<K> decoder) throws GeneralSecurityException {
    return decoder.decode(KeyFactory.getInstance(WANTED));
  }

  /** Returns what is wrong with a key that {@link #decode} refused. */
  static <K extends Key> String fault(Decoder<K> decoder) {
    for (String kind : OTHERS) {
      try {
        decoder.decode(KeyFactory.getInstance(kind));
        return "is a key of the kind " + kind;
      } catch (GeneralSecurityException e) {
        continue;
      }
    }
    return "holds no whole key";
  }
}
