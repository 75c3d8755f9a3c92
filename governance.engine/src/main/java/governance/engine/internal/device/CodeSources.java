package governance.engine.internal.device;

import java.io.File;
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

  /** Returns a class path with the files of some classes; empty when one lies in no file. */
  public static Optional<String> classPath(Class<?>... classes) {
    Set<String> files = new LinkedHashSet<>();
    for (Class<?> one : classes) {
      Optional<Path> file = file(one);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      files.add(file.get().toString());
    }
    return Optional.of(String.join(File.pathSeparator, files));
  }

  private static Optional<Path> file(Class<?> one) {
    Bundle bundle = FrameworkUtil.getBundle(one);
    if (bundle != null && bundle.getBundleId() != 0) {
      return file(bundle.getLocation());
    }
    CodeSource source = one.getProtectionDomain().getCodeSource();
    return source == null ? Optional.empty() : file(source.getLocation().toString());
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
