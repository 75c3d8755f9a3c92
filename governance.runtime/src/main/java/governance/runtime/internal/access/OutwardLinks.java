package governance.runtime.internal.access;

import governance.runtime.internal.store.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Links in a run's folder that lead out of it. A run has none; a folder that somebody made up to
 * look like a run could show with them what the account may read and its user may not.
 */
final class OutwardLinks {
  private OutwardLinks() {}

  /** Returns one; empty where there is none. */
  static Optional<Path> first(Path run) {
    Path folder = DataRule.real(run);
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isSymbolicLink)
          .filter(link -> !DataRule.real(link).startsWith(folder))
          .findFirst();
    } catch (IOException e) {
      throw Storage.problem(folder, e);
    }
  }
}
