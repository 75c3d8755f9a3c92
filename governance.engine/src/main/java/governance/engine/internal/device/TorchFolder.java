package governance.engine.internal.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that holds a tensor library, as Python's package and the published archives lay it out.
 *
 * @param lib the folder with {@code libtorch.so}
 */
record TorchFolder(Path lib) {
  private static final String LIBRARY = "libtorch.so";

  /** A wheel's {@code version.py}, then the archive's {@code build-version}. */
  private static final Pattern RELEASE =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+)[^+\\s']*(\\+(\\w+))?");

  private static final Pattern WHEEL = Pattern.compile("(?m)^__version__ *= *'([^']+)'");

  private static final Pattern WHEEL_CUDA =
      Pattern.compile("(?m)^cuda\\b[^=]*= *'(\\d+)\\.(\\d+)[^']*'");

  /** Finds the library at a path: its file, its folder or the folder above. */
  static Optional<TorchFolder> at(String text) {
    try {
      Path path = Path.of(text).toAbsolutePath().normalize();
      if (Files.isRegularFile(path) && path.getFileName().toString().equals(LIBRARY)) {
        return Optional.of(new TorchFolder(path.getParent()));
      }
      return Stream.of(path, path.resolve("lib"))
          .filter(folder -> Files.isRegularFile(folder.resolve(LIBRARY)))
          .findFirst()
          .map(TorchFolder::new);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Returns the version that the files beside the library tell, such as {@code 2.11.0}. */
  Optional<String> version() {
    return release().map(m -> m.group(1));
  }

  /** Returns the flavour that the files beside the library tell, such as {@code cu130}. */
  Optional<String> flavor() {
    if (!cuda()) {
      return Optional.of("cpu");
    }
    Optional<String> local =
        release().map(m -> m.group(3)).filter(name -> name != null && name.startsWith("cu"));
    if (local.isPresent()) {
      return local;
    }
    Matcher wheel = WHEEL_CUDA.matcher(read("version.py"));
    return wheel.find() ? Optional.of("cu" + wheel.group(1) + wheel.group(2)) : Optional.empty();
  }

  /** Returns whether the library has a part for graphics cards of CUDA. */
  boolean cuda() {
    return Files.exists(lib.resolve("libtorch_cuda.so"));
  }

  private Optional<Matcher> release() {
    Matcher wheel = WHEEL.matcher(read("version.py"));
    Matcher release = RELEASE.matcher(wheel.find() ? wheel.group(1) : read("build-version"));
    return release.lookingAt() ? Optional.of(release) : Optional.empty();
  }

  private String read(String name) {
    Path file = lib.resolveSibling(name);
    try {
      return Files.isReadable(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
