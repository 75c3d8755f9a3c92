package governance.crypto.internal;

import com.google.crypto.tink.KmsClient;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.crypto.Keyring;
import governance.crypto.Keyrings;
import governance.crypto.Protection;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Keyrings in folders; key management services by the clients that bundles register. */
@Component
public final class KeyringService implements Keyrings {
  private final List<KmsClient> clients = new CopyOnWriteArrayList<>();
  private final KeyAccess places;

  /** Made by the framework. */
  @Activate
  public KeyringService() {
    this(System::getenv, KeyringService::ask);
  }

  KeyringService(Function<String, String> environment, Function<String, char[]> console) {
    this.places = new KeyAccess(environment, console, () -> clients);
  }

  private static char[] ask(String prompt) {
    Console console = System.console();
    return console == null ? null : console.readPassword("%s", prompt);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addClient(KmsClient client) {
    clients.add(client);
  }

  void removeClient(KmsClient client) {
    clients.remove(client);
  }

  @Override
  public Keyring create(Path folder, Protection protection) {
    Path whole = folder.toAbsolutePath().normalize();
    try {
      return StoredKeyring.create(whole, protection, places, Clock.systemUTC());
    } catch (IOException | GeneralSecurityException e) {
      throw failed(whole, "cannot be made", e);
    }
  }

  @Override
  public Keyring open(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    try {
      return StoredKeyring.open(whole, places, Clock.systemUTC());
    } catch (IOException e) {
      throw failed(whole, "cannot be read", e);
    }
  }

  private static GovernanceException failed(Path folder, String what, Exception e) {
    return new GovernanceException(
        new Problem(
            Remedy.FIX_MACHINE,
            "keyring " + folder,
            what + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
            "",
            "Check the folder's permissions and the disk"),
        e);
  }

  @Override
  public boolean present(Path folder) {
    return KeyringFile.present(folder);
  }
}
