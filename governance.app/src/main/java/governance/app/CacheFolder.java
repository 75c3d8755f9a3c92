package governance.app;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Chooses the folder for unpacked native libraries and framework storage. It outlives a rebuild of
 * the distribution, and only its owner can write to it, because native code is loaded from it.
 */
final class CacheFolder {

  private CacheFolder() {}

  /**
   * The first of {@code GOVERNANCE_CACHE}, the user's cache and the distribution's var/ that can be
   * written.
   */
  static Path choose(Home home, Map<String, String> environment, String userHome)
      throws LaunchException {
    String wanted = environment.get("GOVERNANCE_CACHE");
    List<Path> candidates =
        wanted != null ? List.of(Path.of(wanted)) : defaults(home, environment, userHome);
    List<String> failures = new ArrayList<>();
    for (Path candidate : candidates) {
      try {
        return create(candidate);
      } catch (IOException e) {
        failures.add(e.toString());
      }
    }
    throw new LaunchException(
        LaunchException.BAD_INPUT,
        "no folder for native libraries can be written ("
            + String.join("; ", failures)
            + "): set GOVERNANCE_CACHE to a folder of your own with 1 GB free");
  }

  private static List<Path> defaults(Home home, Map<String, String> environment, String userHome) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path user = xdg.isBlank() ? Path.of(userHome, ".cache") : Path.of(xdg);
    return List.of(user.resolve("governance"), home.root().resolve("var"));
  }

  private static Path create(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(absolute, ownerOnly);
    if (!Files.isWritable(absolute)) {
      throw new IOException(absolute + " is not writable");
    }
    return absolute;
  }
}
