package governance.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The folders of the distribution. */
public record Home(Path root) {

  /** The set of bundles for commands that name no domain. */
  public static final String ALL = "all";

  private static final String SUFFIX = ".bndrun";

  /** Makes the path absolute. */
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder of the bundles of all sets. */
  public Path bundles() {
    return root.resolve("bundle");
  }

  Path plugins() {
    return root.resolve("plugins");
  }

  /** The folder of settings and sets. */
  public Path conf() {
    return root.resolve("conf");
  }

  /** The file that locks the bundles of a set. */
  public Path bundleSet(String name) {
    return conf().resolve(name + SUFFIX);
  }

  /** The domains that have a set of bundles of their own. */
  public Set<String> domains() throws IOException {
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
