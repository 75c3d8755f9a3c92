package governance.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A framework's private storage. Each process has its own, held by a file lock, so that several can
 * run at once; what a killed process left behind is removed by the next one.
 */
final class FrameworkStorage implements AutoCloseable {

  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel lock;

  private FrameworkStorage(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static FrameworkStorage create(Path parent) throws IOException {
    Files.createDirectories(parent);
    removeAbandoned(parent);
    while (true) {
      Path folder = parent.resolve(UUID.randomUUID().toString());
      FileChannel channel = open(lockOf(folder));
      FileLock lock = channel.tryLock();
      if (lock != null) {
        Files.createDirectories(folder);
        return new FrameworkStorage(folder, channel);
      }
      channel.close(); // the clean-up of another process was quicker: take another name
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    delete(folder);
    Files.deleteIfExists(lockOf(folder));
    lock.close();
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, "*" + LOCK)) {
      for (Path file : locks) {
        try (FileChannel channel = open(file)) {
          if (channel.tryLock() != null) {
            String name = file.getFileName().toString();
            delete(parent.resolve(name.substring(0, name.length() - LOCK.length())));
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(folder)) {
      entries = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.deleteIfExists(entry);
    }
  }
}
