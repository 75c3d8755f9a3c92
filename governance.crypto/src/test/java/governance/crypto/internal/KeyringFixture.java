package governance.crypto.internal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import governance.crypto.Protection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Keyrings with an environment of their own, where nobody can be asked. */
final class KeyringFixture {
  final Map<String, String> environment = new HashMap<>();
  final KeyringService service = new KeyringService(environment::get, prompt -> null);

  static Protection file(Path file) {
    return new Protection(Protection.Kind.FILE, file.toString());
  }

  static Protection passphrase() {
    return new Protection(Protection.Kind.PASSPHRASE, "");
  }

  static Protection managed(String uri) {
    return new Protection(Protection.Kind.KMS, uri);
  }

  /** A service with one key, which it never gives away. */
  static final class FakeKms implements KmsClient {
    private final Aead key = Ciphers.values(new byte[Ciphers.KEY]);
    int calls;

    @Override
    public boolean doesSupport(String uri) {
      return uri.startsWith("fake-kms://");
    }

    @Override
    public KmsClient withCredentials(String path) {
      return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
      return this;
    }

    @Override
    public Aead getAead(String uri) {
      calls++;
      return key;
    }
  }
}
