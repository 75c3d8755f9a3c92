package governance.engine.internal.device;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Where classes come from: the files that another process would need to have them too. */
public final class CodeSources {
  private CodeSources() {}

  /**
   * Returns a class path with the files of some classes; empty when one lies neither in a file nor
   * in a bundle.
   *
   * @param copies folder that takes copies of bundles that lie in no file
   */
  public static Optional<String> classPath(Path copies, Class<?>... classes) throws IOException {
    Set<String> files = new LinkedHashSet<>();
    for (Class<?> one : classes) {
      Optional<Path> file = file(one, copies);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      files.add(file.get().toString());
    }
    return Optional.of(String.join(File.pathSeparator, files));
  }

  private static Optional<Path> file(Class<?> one, Path copies) throws IOException {
    Bundle bundle = FrameworkUtil.getBundle(one);
    if (bundle != null && bundle.getBundleId() != 0) {
      return Optional.of(file(bundle, copies));
    }
    CodeSource source = one.getProtectionDomain().getCodeSource();
    return source == null ? Optional.empty() : file(source.getLocation().toString());
  }

  static Path file(Bundle bundle, Path copies) throws IOException {
    Optional<Path> plain = file(bundle.getLocation());
    return plain.isPresent() ? plain.get() : BundleCopy.of(bundle, copies);
  }

  /** A bundle may be installed by reference, and a location may be any text. */
  static Optional<Path> file(String location) {
    String plain = location.replaceFirst("^(reference:|initial@)+", "");
    if (!plain.startsWith("file:")) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(new URI(plain.replace(" ", "%20")));
      return Files.exists(file) ? Optional.of(file) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
