package governance.engine.internal.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the engine's own native functions could be loaded.
 *
 * @param file the file that was loaded, or empty
 * @param problem why none was, for readers; empty when one was
 */
public record DeviceFunctions(Optional<String> file, String problem) {

  /**
   * Loads them for a library of this machine. Bundled libraries have none.
   *
   * @param version version of the loaded tensor library, which they must have been built for
   */
  public static DeviceFunctions load(Optional<ExternalLibrary> library, String version) {
    if (library.isEmpty()) {
      return none("a bundled library comes without them");
    }
    Optional<Path> file =
        library.get().places().stream()
            .map(place -> place.resolve(DeviceLibrary.FILE))
            .filter(Files::isRegularFile)
            .findFirst();
    if (file.isEmpty()) {
      return none(
          DeviceLibrary.FILE + " is not there: governance.engine.cuda/jni/build.sh makes it");
    }
    try {
      DeviceLibrary.load(file.get().toString());
      String built = DeviceLibrary.torchVersion();
      if (!built.startsWith(version)) {
        return none(file.get() + " was built for " + built + " and not for " + version);
      }
      NoiseKernel.found();
      return new DeviceFunctions(Optional.of(file.get().toString()), "");
    } catch (UnsatisfiedLinkError e) {
      return none(file.get() + " cannot be loaded: " + e.getMessage());
    }
  }

  private static DeviceFunctions none(String problem) {
    return new DeviceFunctions(Optional.empty(), problem);
  }

  /** Returns whether they can be called. */
  public boolean loaded() {
    return file.isPresent();
  }
}
