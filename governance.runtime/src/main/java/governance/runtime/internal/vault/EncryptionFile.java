package governance.runtime.internal.vault;

import governance.api.GovernanceException;
import governance.crypto.Envelope;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.spec.EncryptionSpec.Part;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code encryption.json}: the run's data key, encrypted, and by which keyring. It is written again
 * when the key is wrapped anew, so it is no part of the manifest; the run's id is authenticated
 * with the key.
 *
 * @param run the run
 * @param keyring where the keyring was when the run began
 * @param envelope the data key
 * @param parts what is encrypted
 * @param rows whether rows are sealed
 */
record EncryptionFile(String run, Path keyring, Envelope envelope, Set<Part> parts, boolean rows) {
  static final String NAME = "encryption.json";

  private static final long FORMAT = 1;

  static EncryptionFile of(String run, Path keyring, Envelope envelope, EncryptionSpec spec) {
    return new EncryptionFile(run, keyring, envelope, spec.parts(), spec.rows());
  }

  static boolean present(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  /** Returns what a data key is for. */
  static String context(String run) {
    return "governance run " + run;
  }

  String context() {
    return context(run);
  }

  EncryptionFile with(Envelope other, Path ring) {
    return new EncryptionFile(run, ring, other, parts, rows);
  }

  private static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  void write(Path folder) {
    String text =
        Json.pretty(
            Tree.of(
                "format",
                FORMAT,
                "run",
                run,
                "keyring",
                envelope.keyring(),
                "keyringFolder",
                keyring.toString(),
                "key",
                envelope.key(),
                "dataKey",
                envelope.wrapped(),
                "files",
                "Tink AES256_GCM_HKDF_1MB",
                "values",
                "AES-256-GCM",
                "parts",
                List.copyOf(new TreeSet<>(parts.stream().map(EncryptionFile::name).toList())),
                "rows",
                rows));
    Storage.replaceText(folder.resolve(NAME), text);
  }

  /**
   * Reads it.
   *
   * @throws GovernanceException if it is missing or not what was written
   */
  static EncryptionFile read(Path folder) {
    Map<String, Object> tree = JsonReader.file(folder.resolve(NAME));
    try {
      Set<Part> parts =
          ((List<?>) tree.get("parts"))
              .stream()
                  .map(p -> Part.valueOf(p.toString().toUpperCase(Locale.ROOT)))
                  .collect(Collectors.toSet());
      if (Long.valueOf(FORMAT).equals(tree.get("format"))) {
        return new EncryptionFile(
            tree.get("run").toString(),
            Path.of(tree.get("keyringFolder").toString()),
            new Envelope(
                tree.get("keyring").toString(),
                tree.get("key").toString(),
                tree.get("dataKey").toString()),
            parts,
            Boolean.TRUE.equals(tree.get("rows")));
      }
    } catch (RuntimeException e) {
      throw damaged(folder);
    }
    throw damaged(folder);
  }

  private static GovernanceException damaged(Path folder) {
    return GovernanceException.data(
        folder.resolve(NAME).toString(),
        "is not what a run writes",
        "format " + FORMAT,
        "Restore it from a backup: without it nothing of the run can be decrypted");
  }
}
