package governance.runtime.internal.vault;

import governance.api.GovernanceException;
import governance.crypto.Keyring;
import governance.crypto.Keyrings;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.StoredFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Comes to the keys of runs. Keyrings stay open in the process. Used by several threads. */
public class Vault implements StoredFiles.Decryption {
  private final Keyrings keyrings;
  private final Supplier<Optional<Path>> named;
  private final Map<Path, Opened> opened = new ConcurrentHashMap<>();
  private final Set<Path> asked = ConcurrentHashMap.newKeySet();

  /**
   * Begins with no keyring open.
   *
   * @param named the keyring of the installation, which goes before the one that a run names
   */
  public Vault(Keyrings keyrings, Supplier<Optional<Path>> named) {
    this.keyrings = keyrings;
    this.named = named;
  }

  /** Returns what makes keyrings. */
  public Keyrings keyrings() {
    return keyrings;
  }

  /**
   * Returns the folder of a keyring: the one that is given, else that of the installation.
   *
   * @throws GovernanceException if there is neither
   */
  public Path folder(Optional<Path> given) {
    return given
        .or(named)
        .map(p -> p.toAbsolutePath().normalize())
        .orElseThrow(
            () ->
                GovernanceException.spec(
                    "keyring",
                    "none is named",
                    "--keyring DIR, encryption.keyring of the spec, GOVERNANCE_KEYRING or the"
                        + " setting keyringDirectory",
                    "Name one, or make one: governance keys create --help"));
  }

  /** A keyring, and when its files had changed last when it was opened. */
  private record Opened(Keyring keyring, List<FileTime> changed) {}

  /** Opens a keyring; one that another process has changed is opened again. */
  public Keyring keyring(Optional<Path> given) {
    Path folder = folder(given);
    given.ifPresent(g -> asked.add(folder));
    return keyring(folder);
  }

  private Keyring keyring(Path folder) {
    List<FileTime> changed = changed(folder);
    Opened before = opened.get(folder);
    if (before == null || !before.changed().equals(changed)) {
      before = new Opened(keyrings.open(folder), changed);
      opened.put(folder, before);
    }
    return before.keyring();
  }

  private static List<FileTime> changed(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<FileTime> times = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          times.add(Files.getLastModifiedTime(file));
        }
      }
      return times;
    } catch (IOException e) {
      return List.of(); // opening it says why
    }
  }

  /** Returns whether something of a run is encrypted. */
  public static boolean encrypts(Path folder) {
    return EncryptionFile.present(folder);
  }

  /**
   * Checks that a run could be encrypted, before it begins.
   *
   * @throws GovernanceException if the keyring cannot be opened
   */
  public void check(EncryptionSpec spec) {
    keyring(spec.keyring());
  }

  /**
   * Makes the data key of a new run, or opens that of one that goes on.
   *
   * @throws GovernanceException if what is encrypted is not what the spec says: nobody signs that
   *     file, and who changed it would have the rest of the run written in the clear
   */
  public RunVault of(RunFolder folder, String run, EncryptionSpec spec) {
    if (!EncryptionFile.present(folder.path())) {
      Keyring keyring = keyring(spec.keyring());
      EncryptionFile.of(run, keyring.folder(), keyring.envelope(EncryptionFile.context(run)), spec)
          .write(folder.path());
    }
    EncryptionFile file = EncryptionFile.read(folder.path());
    if (!file.run().equals(run)
        || !file.parts().equals(spec.parts())
        || file.rows() != spec.rows()) {
      throw GovernanceException.data(
          folder.path().resolve(EncryptionFile.NAME).toString(),
          "was altered: it is of another run, or encrypts other parts than the spec says",
          "what the run began with",
          "Restore it from a backup, or start a new run");
    }
    return open(folder.path());
  }

  /**
   * Opens the keys of a run.
   *
   * @throws GovernanceException if they are not at hand
   */
  public RunVault open(Path folder) {
    EncryptionFile file = EncryptionFile.read(folder);
    return new RunVault(file, keyring(ring(file).toAbsolutePath().normalize()));
  }

  /**
   * The keyring of the installation, unless this process has opened the run's own because a spec or
   * a command names it. Where the installation names none it is the one that the run noted: a run's
   * folder from elsewhere must not choose what is opened with the rights of this account.
   */
  private Path ring(EncryptionFile file) {
    return asked.contains(file.keyring()) ? file.keyring() : named.get().orElse(file.keyring());
  }

  /** Wraps the data key of a run by the primary key of its keyring; says whether it was not yet. */
  public boolean rewrap(Path folder) {
    EncryptionFile file = EncryptionFile.read(folder);
    Keyring keyring = keyring(ring(file).toAbsolutePath().normalize());
    String primary =
        keyring.versions().stream().filter(v -> v.primary()).findFirst().orElseThrow().id();
    if (file.envelope().key().equals(primary)) {
      return false;
    }
    file.with(keyring.rewrap(file.envelope(), file.context()), keyring.folder()).write(folder);
    return true;
  }

  private static Path run(Path file) {
    for (Path at = file.toAbsolutePath().normalize().getParent(); at != null; at = at.getParent()) {
      if (EncryptionFile.present(at)) {
        return at;
      }
    }
    throw GovernanceException.data(
        file.toString(),
        "is encrypted, and no folder above it has " + EncryptionFile.NAME,
        "a file in the folder of its run",
        "Put it back to where it was");
  }

  @Override
  public InputStream read(Path encrypted) throws IOException {
    Path folder = run(encrypted);
    return open(folder).read(folder, encrypted.toAbsolutePath().normalize());
  }

  @Override
  public String unseal(Path file, String sealed, String place) {
    return open(run(file)).unseal(sealed, place);
  }
}
