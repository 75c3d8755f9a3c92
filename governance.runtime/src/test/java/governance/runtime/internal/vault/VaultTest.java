package governance.runtime.internal.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.crypto.Protection;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.spec.EncryptionSpec.Part;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.support.TestKeyrings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final EncryptionSpec SPEC =
      new EncryptionSpec(
          Optional.empty(), Set.of(Part.PREDICTIONS, Part.MODEL), Optional.empty(), List.of());

  @TempDir Path folder;

  /** A folder from elsewhere must not choose which keyring, key file or service is asked. */
  @Test
  void theKeyringOfTheInstallationGoesBeforeTheOneThatARunNotes() throws IOException {
    Protection by = new Protection(Protection.Kind.FILE, folder.resolve("key").toString());
    TestKeyrings.keyrings().create(folder.resolve("keyring"), by);
    Path own = folder.resolve("own");
    TestKeyrings.keyrings().create(own, by);
    EncryptionSpec spec =
        new EncryptionSpec(Optional.of(own), Set.of(Part.MODEL), Optional.empty(), List.of());
    Path path = Files.createDirectory(folder.resolve("run"));
    Vault vault = TestKeyrings.vault(folder);
    try (RunFolder run = RunFolder.open(path)) {
      vault.of(run, "one", spec);
    }
    vault.open(path); // the spec named it in this process
    Vault later = TestKeyrings.vault(folder);
    String told = assertThrows(GovernanceException.class, () -> later.open(path)).getMessage();
    assertTrue(told.contains("Name that keyring with --keyring"), told);
    new Vault(TestKeyrings.keyrings(), () -> Optional.of(own)).open(path);
    new Vault(TestKeyrings.keyrings(), Optional::empty).open(path);
  }

  /** Who may write there but has no key would read what a run that goes on writes in the clear. */
  @Test
  void aRunThatGoesOnEncryptsWhatItsSpecSays() throws IOException {
    Protection by = new Protection(Protection.Kind.FILE, folder.resolve("key").toString());
    TestKeyrings.keyrings().create(folder.resolve("keyring"), by);
    Vault vault = TestKeyrings.vault(folder);
    Path path = Files.createDirectory(folder.resolve("run"));
    try (RunFolder run = RunFolder.open(path)) {
      assertTrue(vault.of(run, "one", SPEC).covers("predictions.jsonl"));
      assertTrue(vault.of(run, "one", SPEC).covers("predictions.jsonl"));
      Path file = path.resolve("encryption.json");
      String text = Files.readString(file);
      Files.writeString(file, text.replace("\"model\", \"predictions\"", "\"model\""));
      assertEquals(
          "was altered: it is of another run, or encrypts other parts than the spec says",
          assertThrows(GovernanceException.class, () -> vault.of(run, "one", SPEC))
              .problems()
              .get(0)
              .got());
    }
  }
}
