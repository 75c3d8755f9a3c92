package governance.runtime.internal.access;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use some data.
 *
 * @param key the name of a data set, an absolute path, or {@code *}
 * @param owners who decides on it, and may use it
 * @param use who else may use it
 */
public record DataRule(String key, Set<String> owners, Set<String> use) {
  static final String ALL = "*";

  boolean allows(String user) {
    return owners.contains(user) || use.contains(user);
  }

  /** Returns the path that this rule is about; empty for names. */
  Optional<Path> path() {
    try {
      return key.contains("/") || key.contains("\\") ? Optional.of(real(Path.of(key))) : none();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> none() {
    return Optional.empty();
  }

  /** Follows links, so that no other name leads around a rule; what is missing has no links. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path absolute = path.toAbsolutePath().normalize();
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
  }
}
