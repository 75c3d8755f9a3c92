package governance.runtime.internal.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A temporary folder for its owner alone, locked by the process that uses it: what a killed process
 * left is known by its lock being free, and erased by the next one.
 */
final class PlainFolder implements AutoCloseable {
  private static final String PREFIX = "governance-model";
  private static final String LOCK = ".lock";

  /** Those of this process: to open their lock once more would give it back. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private PlainFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes one, and erases what killed processes left. */
  static PlainFolder make() throws IOException {
    Path path = Files.createTempDirectory(PREFIX).toRealPath();
    OWN.add(path);
    FileChannel lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock(); // given back with the channel
    PlainModel.removeLeftovers();
    return new PlainFolder(path, lock);
  }

  /** Erases what killed processes of this account left. */
  static void sweep(Path temporary) throws IOException {
    UserPrincipal me =
        temporary
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(ProcessHandle.current().info().user().orElse(""));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path each : all) {
        // others may put there what they like, also links to files of this account
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
            && me.equals(Files.getOwner(each, LinkOption.NOFOLLOW_LINKS))
            && !OWN.contains(each)
            && left(each)) {
          PlainModel.erase(each);
        }
      }
    }
  }

  /** Whether nobody holds its lock; one that is not locked yet is just being made. */
  private static boolean left(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    PlainModel.erase(path);
    lock.close();
    OWN.remove(path);
  }
}
