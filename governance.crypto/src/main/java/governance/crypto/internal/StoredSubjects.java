package governance.crypto.internal;

import governance.crypto.SealingKey;
import governance.crypto.SubjectKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The keys of subjects in {@code subjects.enc}; it is read again when it has changed. */
final class StoredSubjects implements SubjectKeys {
  static final String NAME = "subjects.enc";

  private final Path folder;
  private final Cipher cipher;
  private SubjectFile read;
  private List<Object> state;
  private Map<String, SubjectFile.Entry> byId;

  /** What the file is encrypted by. */
  interface Cipher {
    /** Takes the keys that are on the disk now. */
    void refresh();

    byte[] encrypt(byte[] plain);

    byte[] decrypt(byte[] encrypted);
  }

  StoredSubjects(Path folder, Cipher cipher) {
    this.folder = folder;
    this.cipher = cipher;
  }

  private Path file() {
    return folder.resolve(NAME);
  }

  private SubjectFile load() throws IOException {
    return Files.exists(file())
        ? SubjectFile.of(cipher.decrypt(Files.readAllBytes(file())))
        : new SubjectFile();
  }

  private synchronized SubjectFile known() {
    try {
      if (read == null || !state.equals(state())) {
        List<Object> before = state();
        remember(load(), before);
      }
      return read;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** What tells whether another process, or this one, has put another file in its place. */
  private List<Object> state() throws IOException {
    if (!Files.exists(file())) {
      return List.of();
    }
    BasicFileAttributes now = Files.readAttributes(file(), BasicFileAttributes.class);
    return List.of(now.lastModifiedTime(), now.size(), Objects.toString(now.fileKey()));
  }

  private synchronized void remember(SubjectFile now, List<Object> of) {
    state = of;
    read = now;
    byId = now.byId();
  }

  private UncheckedIOException unusable(IOException e) {
    return new UncheckedIOException(file() + ": " + e.getMessage(), e);
  }

  @Override
  public Map<String, SealingKey> of(Collection<String> subjects) {
    try {
      return FolderLock.holding(folder, () -> made(subjects));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Map<String, SealingKey> made(Collection<String> subjects) throws IOException {
    cipher.refresh();
    SubjectFile now = load();
    int before = now.size();
    Map<String, SealingKey> keys = new LinkedHashMap<>();
    subjects.forEach(s -> keys.computeIfAbsent(s, each -> now.add(each).open()));
    if (now.size() > before) {
      PrivateFiles.replace(file(), cipher.encrypt(now.bytes()));
    }
    remember(now, state());
    return keys;
  }

  @Override
  public synchronized Optional<SealingKey> find(String id) {
    known();
    return Optional.ofNullable(byId.get(id)).map(SubjectFile.Entry::open);
  }

  @Override
  public boolean shredded(String id) {
    return known().destroyed().contains(id);
  }

  @Override
  public Optional<String> id(String subject) {
    return known().find(subject).map(SubjectFile.Entry::id);
  }

  @Override
  public Optional<String> shred(String subject) {
    try {
      return FolderLock.holding(folder, () -> gone(subject));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Optional<String> gone(String subject) throws IOException {
    cipher.refresh();
    SubjectFile now = load();
    Optional<String> gone = now.shred(subject);
    if (gone.isPresent()) {
      PrivateFiles.replaceAndErase(file(), cipher.encrypt(now.bytes()));
    }
    remember(now, state());
    return gone;
  }

  /** Encrypts the file anew; for when the keys of the keyring have changed. */
  void again() throws IOException {
    if (Files.exists(file())) {
      SubjectFile now = load();
      PrivateFiles.replaceAndErase(file(), cipher.encrypt(now.bytes()));
    }
  }

  @Override
  public int size() {
    return known().size();
  }

  @Override
  public int destroyed() {
    return known().destroyed().size();
  }
}
