package governance.runtime.internal.store;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of one run. It is made under a hidden name and gets its own when the first files are
 * there, so that a process that is killed in between leaves no run that nobody can explain. While a
 * process works in it, the process holds a lock on {@value #LOCK}; a folder whose status says
 * RUNNING and whose lock is free was interrupted.
 */
public final class RunFolder implements AutoCloseable {
  static final String LOCK = ".lock";

  /** Keeps room on the disk for the last words of a run that fills it. */
  static final String RESERVE = ".reserve";

  private static final int RESERVED = 64 << 10;
  private static final int BUFFER = 1 << 16;

  private final Path named;
  private volatile Path path;
  private volatile FileCipher cipher = FileCipher.NONE;
  private final FileChannel channel;
  private final FileLock lock;

  private RunFolder(Path path, Path named, FileChannel channel, FileLock lock) {
    this.path = path;
    this.named = named;
    this.channel = channel;
    this.lock = lock;
  }

  /** Makes the folder of a new run, hidden until {@link #appear}. */
  public static RunFolder create(Path path) {
    Path hidden = HiddenFolders.of(path);
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      HiddenFolders.clear(path.toAbsolutePath().getParent());
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
      Files.createDirectory(hidden);
    } catch (IOException e) {
      throw Storage.problem(path, e);
    }
    return open(hidden, path);
  }

  /** Gives the folder its name, together with all that was written to it. */
  public void appear() {
    try {
      Files.move(path, named, StandardCopyOption.ATOMIC_MOVE);
      path = named;
    } catch (IOException e) {
      throw Storage.problem(named, e);
    }
  }

  /** Returns whether the folder still has its hidden name. */
  public boolean hidden() {
    return !path.equals(named);
  }

  /** Takes some room of the disk, to be given back by {@link #release}. */
  public void reserve() {
    file(
        RESERVE,
        p -> {
          byte[] filled = new byte[RESERVED];
          new Random(RESERVED).nextBytes(filled); // no disk can store this in less room
          Files.write(p, filled);
        });
  }

  /** Gives the reserved room back; again does nothing. */
  public void release() {
    try {
      Files.deleteIfExists(at(RESERVE));
    } catch (IOException e) {
      throw Storage.problem(at(RESERVE), e);
    }
  }

  /**
   * Takes the folder of a run that is to go on.
   *
   * @throws GovernanceException if another process works in it, or it cannot be written to
   */
  public static RunFolder open(Path path) {
    return open(path, path);
  }

  private static RunFolder open(Path path, Path named) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return new RunFolder(path, named, channel, lock);
      }
      channel.close();
    } catch (IOException e) {
      throw Storage.problem(path, e);
    }
    throw new GovernanceException(
        new Problem(
            Remedy.FIX_SPEC,
            path.toString(),
            "this run is being worked on",
            "",
            "Wait for it to end, or cancel it"));
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Returns whether some process, or another run of this one, works in a folder. */
  public static boolean locked(Path folder) {
    if (!Files.isWritable(folder.resolve(LOCK))) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      FileLock lock = tryLock(channel);
      return lock == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns where the folder is. */
  public Path path() {
    return path;
  }

  /** Returns the place of a file or folder in it. */
  public Path at(String name) {
    return path.resolve(name);
  }

  /** Has files encrypted from now on. */
  public void encrypt(FileCipher by) {
    cipher = by;
  }

  /** Writes a text as a whole or not at all. */
  public void text(String name, String content) {
    stream(name, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** What writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes to a stream, which need not be closed. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Has a file written as a whole or not at all, encrypted where it is to be: then nothing of it is
   * on the disk in the clear at any time. Folders on the way are made.
   */
  public void stream(String name, Content content) {
    boolean encrypted = cipher.covers(name);
    whole(
        encrypted ? StoredFiles.encrypted(at(name)) : at(name),
        p -> {
          OutputStream raw = new BufferedOutputStream(Files.newOutputStream(p), BUFFER);
          try (OutputStream out = encrypted ? cipher.encrypting(raw, name) : raw) {
            content.write(out);
          }
        });
  }

  /** Returns whether a file is encrypted. */
  public boolean encrypts(String name) {
    return cipher.covers(name);
  }

  /** Returns where a file that was written is, which depends on whether it is encrypted. */
  public Path stored(String name) {
    return cipher.covers(name) ? StoredFiles.encrypted(at(name)) : at(name);
  }

  /** Returns a channel that reads a file, decrypted where it is encrypted. */
  public SeekableByteChannel channel(String name) throws IOException {
    SeekableByteChannel raw = Files.newByteChannel(stored(name));
    try {
      return cipher.covers(name) ? cipher.decrypting(raw, name) : raw;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Writes a tree as JSON for readers. */
  public void json(String name, Object tree) {
    text(name, Json.pretty(tree));
  }

  /**
   * Has a file written as a whole or not at all by what needs its path; such a file cannot be
   * encrypted.
   */
  public void file(String name, Storage.Writer writer) {
    if (cipher.covers(name)) {
      throw new IllegalStateException(name + " is to be encrypted");
    }
    whole(at(name), writer);
  }

  private static void whole(Path target, Storage.Writer writer) {
    try {
      Files.createDirectories(target.getParent());
    } catch (IOException e) {
      throw Storage.problem(target, e);
    }
    Storage.replace(target, writer);
  }

  /** Takes away what renderers wrote before the process of this run was killed. */
  public void removeDocuments() {
    try (Stream<Path> all = Files.list(path)) {
      for (Path file : all.filter(f -> isDocument(f.getFileName().toString())).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw Storage.problem(path, e);
    }
  }

  private static boolean isDocument(String name) {
    return !name.startsWith(".") && !EvidenceFiles.taken(EvidenceFiles.plain(name));
  }

  /**
   * Returns digest and size of every file but those that the run itself is still changing, by path
   * with slashes.
   */
  public Map<String, Map<String, Object>> manifest() {
    Map<String, Map<String, Object>> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = path.relativize(file).toString().replace('\\', '/');
        if (!changing(name)) {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("sha256", Digests.of(file));
          entry.put("bytes", Files.size(file));
          files.put(name, entry);
        }
      }
    } catch (IOException e) {
      throw Storage.problem(path, e);
    }
    return files;
  }

  static boolean changing(String name) {
    return name.startsWith(".")
        || name.startsWith("checkpoints/")
        || name.startsWith("signatures/")
        || name.equals("status.json")
        || name.equals("events.jsonl")
        || name.equals("encryption.json")
        || name.equals("manifest.json");
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
    Files.deleteIfExists(path.resolve(LOCK));
  }
}
