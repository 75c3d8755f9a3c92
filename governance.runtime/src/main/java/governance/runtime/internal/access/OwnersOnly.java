package governance.runtime.internal.access;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders that nobody but their owner can read, where the system can say so. */
public final class OwnersOnly {
  private OwnersOnly() {}

  /** Makes an empty file, which must not be there. */
  public static void create(Path file) throws IOException {
    Files.createFile(file, permissions(file, "rw-------"));
  }

  /** Makes a folder, with those above it; one that is there is left as it is. */
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, permissions(folder, "rwx------"));
    }
  }

  /**
   * Checks that nobody but its owner can use a file that holds a secret.
   *
   * @throws GovernanceException if others can
   */
  public static void check(Path file) {
    if (!posix(file)) {
      return;
    }
    try {
      String found = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      if (!found.endsWith("------")) {
        throw new GovernanceException(
            new Problem(
                Remedy.FIX_MACHINE,
                file.toString(),
                "can be used by others than its owner (" + found + ")",
                "access for the owner alone",
                "Make it so: chmod go= " + file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] permissions(Path path, String text) {
    return posix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
