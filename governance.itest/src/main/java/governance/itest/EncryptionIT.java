package governance.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.KmsClient;
import governance.api.GovernanceException;
import governance.crypto.Envelope;
import governance.crypto.Keyring;
import governance.crypto.Keyrings;
import governance.crypto.Protection;
import governance.itest.fixture.FakeKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Keyrings in the framework, with Tink inside of their bundle. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
@Timeout(60)
class EncryptionIT {
  private static final String CONTEXT = "a test";

  @InjectBundleContext BundleContext context;
  @InjectService Keyrings keyrings;

  @TempDir Path folder;

  private static byte[] sealed(Keyring keyring, Envelope envelope) {
    String sealed = keyring.open(envelope, CONTEXT).seal(new byte[] {1, 2}, "place");
    return keyring.open(envelope, CONTEXT).unseal(sealed, "place");
  }

  @Test
  void aKeyFileProtectsAKeyring() {
    Path ring = folder.resolve("ring");
    Protection by = new Protection(Protection.Kind.FILE, folder.resolve("key").toString());
    Envelope envelope = keyrings.create(ring, by).envelope(CONTEXT);
    Keyring again = keyrings.open(ring);
    again.rotate();
    assertArrayEquals(new byte[] {1, 2}, sealed(again, envelope));
    assertEquals(1, again.subjects().of(List.of("ann")).size());
    assertTrue(Files.exists(ring.resolve("subjects.enc")));
  }

  @Test
  void theClientOfAKeyManagementServiceComesAndGoes() {
    Path ring = folder.resolve("managed");
    Protection by = new Protection(Protection.Kind.KMS, FakeKms.SCHEME + "key");
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> keyrings.create(ring, by));
    assertTrue(e.getMessage().contains("no client is installed"), e.getMessage());
    ServiceRegistration<KmsClient> client =
        context.registerService(KmsClient.class, new FakeKms(), null);
    Envelope envelope = keyrings.create(ring, by).envelope(CONTEXT);
    assertArrayEquals(new byte[] {1, 2}, sealed(keyrings.open(ring), envelope));
    client.unregister();
    e = assertThrows(GovernanceException.class, () -> keyrings.open(ring));
    assertTrue(e.getMessage().contains("com.google.crypto.tink.KmsClient"), e.getMessage());
  }
}
