package governance.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The folders of the distribution. */
record Home(Path root) {

  /** The set of bundles for commands that name no domain. */
  static final String ALL = "all";

  private static final String SUFFIX = ".bndrun";

  Home {
    root = root.toAbsolutePath().normalize();
  }

  Path bundles() {
    return root.resolve("bundle");
  }

  Path plugins() {
    return root.resolve("plugins");
  }

  Path conf() {
    return root.resolve("conf");
  }

  Path bundleSet(String name) {
    return conf().resolve(name + SUFFIX);
  }

  /** The domains that have a set of bundles of their own. */
  Set<String> domains() throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(conf(), "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        names.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    names.remove(ALL);
    return names;
  }
}
