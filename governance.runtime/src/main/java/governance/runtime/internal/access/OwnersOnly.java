package governance.runtime.internal.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders that nobody but their owner can read, where the system can say so. */
final class OwnersOnly {
  private OwnersOnly() {}

  static void create(Path file) throws IOException {
    Files.createFile(file, permissions(file, "rw-------"));
  }

  static void folder(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, permissions(folder, "rwx------"));
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String text) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
