package governance.crypto.internal;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read, written whole or not at all. */
final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> FOLDER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final int BLOCK = 1 << 16;

  private PrivateFiles() {}

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Makes a folder with access for its owner alone; one that is there is left as it is. */
  static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(folder, attributes(folder, FOLDER));
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> access) {
    return posix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(access)}
        : new FileAttribute<?>[0];
  }

  /**
   * Checks that only the owner can read a file.
   *
   * @throws GovernanceException if others can
   */
  static void check(Path file) throws IOException {
    if (!posix(file)) {
      return;
    }
    Set<PosixFilePermission> access = EnumSet.noneOf(PosixFilePermission.class);
    access.addAll(Files.getPosixFilePermissions(file));
    access.removeAll(FOLDER);
    if (!access.isEmpty()) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              file.toString(),
              "can be used by others than its owner ("
                  + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                  + ")",
              "access for the owner alone",
              "Make it so: chmod go= " + file));
    }
  }

  /** Writes a file that must not be there yet. */
  static void create(Path file, byte[] content) throws IOException {
    Path fresh = fresh(file, content);
    try {
      Files.createLink(file, fresh); // fails where the file is there, which a move does not
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
    sync(file);
  }

  /** Replaces a file; after a power cut the old or the new one is there. */
  static void replace(Path file, byte[] content) throws IOException {
    Path fresh = fresh(file, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(file);
  }

  /** Replaces a file and overwrites what it held, as far as the file system writes in place. */
  static void replaceAndErase(Path file, byte[] content) throws IOException {
    try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
      replace(file, content);
      erase(old);
    }
  }

  /** Overwrites and deletes a file. */
  static void erase(Path file) throws IOException {
    if (Files.exists(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        erase(channel);
      }
      Files.delete(file);
      sync(file);
    }
  }

  private static void erase(FileChannel channel) throws IOException {
    SecureRandom random = new SecureRandom();
    byte[] block = new byte[BLOCK];
    long size = channel.size();
    channel.position(0);
    while (channel.position() < size) {
      random.nextBytes(block);
      int length = (int) Math.min(BLOCK, size - channel.position());
      write(channel, ByteBuffer.wrap(block, 0, length));
    }
    channel.force(true);
  }

  private static Path fresh(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(fresh, FILE))) {
      write(channel, ByteBuffer.wrap(content));
      channel.force(true);
    }
    return fresh;
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Makes a rename durable; systems that cannot open a folder need not be asked. */
  private static void sync(Path file) throws IOException {
    if (posix(file)) {
      Path folder = file.toAbsolutePath().getParent();
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
