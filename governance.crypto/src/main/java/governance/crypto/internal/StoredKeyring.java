package governance.crypto.internal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import governance.api.GovernanceException;
import governance.crypto.DataKey;
import governance.crypto.Envelope;
import governance.crypto.KeyVersion;
import governance.crypto.Keyring;
import governance.crypto.Protection;
import governance.crypto.SubjectKeys;
import governance.crypto.internal.KeyringFile.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A keyring in a folder. Keys are read again where another process may have changed them. Who
 * changes something takes the lock of the folder first, then that of the subjects, then that of
 * this object.
 */
final class StoredKeyring implements Keyring {
  private static final int ID = 8;
  private static final Configuration AEAD = AeadConfig2026.get();

  private final Path folder;
  private final KeyAccess places;
  private final Clock clock;
  private final StoredSubjects subjects;
  private KeyringFile file;
  private Aead protecting;
  private KeysetHandle keys;

  private StoredKeyring(
      Path folder,
      KeyAccess places,
      Clock clock,
      KeyringFile file,
      Aead protecting,
      KeysetHandle keys) {
    this.folder = folder;
    this.places = places;
    this.clock = clock;
    this.file = file;
    this.protecting = protecting;
    this.keys = keys;
    this.subjects = new StoredSubjects(folder, new OwnCipher());
  }

  static StoredKeyring create(Path folder, Protection by, KeyAccess places, Clock clock)
      throws IOException, GeneralSecurityException {
    if (KeyringFile.present(folder)) {
      throw GovernanceException.spec(
          "keyring " + folder,
          "is there already",
          "a folder without a keyring",
          "Use it, or choose another folder");
    }
    KeyAccess.Opened opened = places.fresh(folder, by, Passphrases.VARIABLE);
    PrivateFiles.folder(folder);
    byte[] id = new byte[ID];
    new SecureRandom().nextBytes(id);
    String name = HexFormat.of().formatHex(id);
    KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AEAD);
    Map<String, String> created =
        Map.of(hex(keys.getPrimary().getId()), clock.instant().toString());
    KeyringFile file =
        KeyringFile.of(
            name, opened.access(), created, Ciphers.text(encrypted(keys, opened.cipher(), name)));
    PrivateFiles.create(folder.resolve(KeyringFile.NAME), file.bytes());
    return new StoredKeyring(folder, places, clock, file, opened.cipher(), keys);
  }

  static StoredKeyring open(Path folder, KeyAccess places, Clock clock) throws IOException {
    KeyringFile file = KeyringFile.read(folder);
    Access access = file.access();
    Aead protecting = places.open(folder, access);
    return new StoredKeyring(
        folder, places, clock, file, protecting, decrypted(folder, file, protecting));
  }

  private static KeysetHandle decrypted(Path folder, KeyringFile file, Aead protecting) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          Ciphers.bytesOf(file.keys()), protecting, context(file.keyring()), AEAD);
    } catch (GeneralSecurityException e) {
      String words = file.access().protection().words();
      throw GovernanceException.data(
          "keyring " + folder,
          "cannot be opened with " + words + ": it is the wrong one, or the keyring was altered",
          "the one that the keyring was protected with",
          "Give the right one, or restore " + KeyringFile.NAME);
    }
  }

  private static byte[] encrypted(KeysetHandle keys, Aead protecting, String id)
      throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(keys, protecting, context(id), AEAD);
  }

  private static byte[] context(String id) {
    return Ciphers.bytes("governance keyring " + id);
  }

  private static String hex(int key) {
    return HexFormat.of().toHexDigits(key);
  }

  @Override
  public String id() {
    return file.keyring();
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public synchronized Protection protection() {
    return file.access().protection();
  }

  @Override
  public synchronized List<KeyVersion> versions() {
    List<KeyVersion> versions = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      KeysetHandle.Entry entry = keys.getAt(i);
      String id = hex(entry.getId());
      Instant created = Instant.parse(file.created().getOrDefault(id, Instant.EPOCH.toString()));
      versions.add(new KeyVersion(id, entry.isPrimary(), created));
    }
    return versions;
  }

  /** A change of the keys as they are on the disk now. */
  private interface Change {
    KeysetHandle of(KeysetHandle now) throws GeneralSecurityException;
  }

  private void change(Change change) {
    alone(
        () -> {
          refresh();
          KeysetHandle next = change.of(keys);
          // a rotation that was killed half-way left the subjects to a key that may go now
          subjects.again();
          write(file.access(), protecting, next);
          subjects.again();
          return null;
        });
  }

  private void alone(FolderLock.Work<Void, GeneralSecurityException> work) {
    try {
      FolderLock.holding(
          folder,
          () -> {
            synchronized (this) {
              return work.done();
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("keyring " + folder + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /** Reads the keys that are on the disk now; returns whether they are others. */
  private synchronized boolean refresh() throws IOException {
    KeyringFile now = KeyringFile.read(folder);
    if (now.keys().equals(file.keys())) {
      return false;
    }
    boolean same = now.access().equals(file.access());
    protecting = same ? protecting : places.open(folder, now.access());
    keys = decrypted(folder, now, protecting);
    file = now;
    return true;
  }

  private boolean refreshed() {
    try {
      return refresh();
    } catch (IOException e) {
      throw new UncheckedIOException("keyring " + folder + ": " + e.getMessage(), e);
    }
  }

  private void write(Access access, Aead by, KeysetHandle next)
      throws IOException, GeneralSecurityException {
    Map<String, String> created = new TreeMap<>();
    for (int i = 0; i < next.size(); i++) {
      String id = hex(next.getAt(i).getId());
      created.put(id, file.created().getOrDefault(id, clock.instant().toString()));
    }
    KeyringFile fresh =
        KeyringFile.of(id(), access, created, Ciphers.text(encrypted(next, by, id())));
    PrivateFiles.replaceAndErase(folder.resolve(KeyringFile.NAME), fresh.bytes());
    file = fresh;
    protecting = by;
    keys = next;
  }

  private GovernanceException unusable(GeneralSecurityException e) {
    return GovernanceException.data(
        "keyring " + folder, "cannot be used: " + e.getMessage(), "", "");
  }

  @Override
  public KeyVersion rotate() {
    change(
        now ->
            KeysetHandle.newBuilder(now)
                .setConfiguration(AEAD)
                .addEntry(
                    KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build());
    return versions().stream().filter(KeyVersion::primary).findFirst().orElseThrow();
  }

  @Override
  public void protect(Protection other) {
    alone(
        () -> {
          refresh();
          KeyAccess.Opened opened = places.fresh(folder, other, Passphrases.FRESH);
          write(opened.access(), opened.cipher(), keys);
          return null;
        });
  }

  @Override
  public void destroy(String key) {
    change(
        now -> {
          for (int i = 0; i < now.size(); i++) {
            if (hex(now.getAt(i).getId()).equals(key)) {
              if (now.getAt(i).isPrimary()) {
                throw GovernanceException.spec(
                    "key " + key,
                    "is the primary key",
                    "an older key",
                    "Make a new one first: governance keys rotate");
              }
              return KeysetHandle.newBuilder(now).setConfiguration(AEAD).deleteAt(i).build();
            }
          }
          List<String> all = versions().stream().map(KeyVersion::id).toList();
          throw GovernanceException.spec(
              "key " + key,
              "is not in the keyring",
              String.join(", ", all),
              "Name one of its keys");
        });
  }

  @Override
  public void destroy() {
    alone(
        () -> {
          PrivateFiles.erase(folder.resolve(KeyringFile.NAME));
          PrivateFiles.erase(folder.resolve(StoredSubjects.NAME));
          return null;
        });
  }

  private synchronized Aead cipher() throws GeneralSecurityException {
    return keys.getPrimitive(AEAD, Aead.class);
  }

  private byte[] encrypt(byte[] plain, String context) {
    try {
      return cipher().encrypt(plain, Ciphers.bytes(context));
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  public Envelope envelope(String context) {
    byte[] secret = new byte[Ciphers.KEY];
    new SecureRandom().nextBytes(secret);
    return wrapped(secret, context);
  }

  private Envelope wrapped(byte[] secret, String context) {
    refreshed(); // never by a key that is gone since
    byte[] encrypted = encrypt(secret, context);
    return new Envelope(id(), key(encrypted), Ciphers.text(encrypted));
  }

  /** Returns the id of the key that encrypted something: Tink writes it before the ciphertext. */
  private static String key(byte[] encrypted) {
    return encrypted.length < 5 ? "none" : hex(ByteBuffer.wrap(encrypted, 1, 4).getInt());
  }

  @Override
  public DataKey open(Envelope envelope, String context) {
    return new RunKey(envelope.key(), secret(envelope, context));
  }

  private byte[] secret(Envelope envelope, String context) {
    if (!id().equals(envelope.keyring())) {
      throw GovernanceException.spec(
          "keyring " + folder,
          "is keyring " + id(),
          "keyring " + envelope.keyring() + ", by which the data key of " + context + " is wrapped",
          "Name that keyring with --keyring or GOVERNANCE_KEYRING");
    }
    byte[] encrypted = Ciphers.bytesOf(envelope.wrapped());
    try {
      return decrypt(encrypted, context);
    } catch (GeneralSecurityException e) {
      throw lost(key(encrypted), context);
    }
  }

  /** Decrypts, by keys that were added since if those that are known do not fit. */
  private byte[] decrypt(byte[] encrypted, String context) throws GeneralSecurityException {
    try {
      return cipher().decrypt(encrypted, Ciphers.bytes(context));
    } catch (GeneralSecurityException e) {
      if (refreshed()) {
        return cipher().decrypt(encrypted, Ciphers.bytes(context));
      }
      throw e;
    }
  }

  private GovernanceException lost(String key, String context) {
    List<String> all = versions().stream().map(KeyVersion::id).toList();
    if (!all.contains(key)) {
      return GovernanceException.data(
          "data key of " + context,
          "is wrapped by key " + key + ", which keyring " + folder + " does not have",
          String.join(", ", all),
          "Use a copy of the keyring that still has that key; without it the data is lost");
    }
    return GovernanceException.data(
        "data key of " + context,
        "was altered, or is that of something else",
        "",
        "Restore encryption.json from a backup");
  }

  @Override
  public Envelope rewrap(Envelope envelope, String context) {
    return wrapped(secret(envelope, context), context);
  }

  @Override
  public SubjectKeys subjects() {
    return subjects;
  }

  /** Encrypts the file of subjects by the keys of this keyring. */
  private final class OwnCipher implements StoredSubjects.Cipher {
    private String context() {
      return "governance subjects " + id();
    }

    @Override
    public void refresh() {
      refreshed();
    }

    @Override
    public byte[] encrypt(byte[] plain) {
      return StoredKeyring.this.encrypt(plain, context());
    }

    @Override
    public byte[] decrypt(byte[] encrypted) {
      try {
        return StoredKeyring.this.decrypt(encrypted, context());
      } catch (GeneralSecurityException e) {
        throw GovernanceException.data(
            folder.resolve(StoredSubjects.NAME).toString(),
            "was altered, or is of another keyring",
            "",
            "Restore it from a backup");
      }
    }
  }
}
