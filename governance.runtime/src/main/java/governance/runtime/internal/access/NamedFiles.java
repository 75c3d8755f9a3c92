package governance.runtime.internal.access;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a text of a command line or of settings may name as a file: rather too much than less. */
public final class NamedFiles {
  private NamedFiles() {}

  /**
   * Returns what a text may name, also behind an equals sign as in {@code first=FILE}.
   *
   * @param path whether it is known to name a file
   */
  public static List<Path> of(String text, boolean path) {
    List<Path> files = new ArrayList<>();
    file(text, path).ifPresent(files::add);
    file(text.substring(text.indexOf('=') + 1), path).ifPresent(files::add);
    return files;
  }

  private static Optional<Path> file(String text, boolean path) {
    try {
      Path file = Path.of(text);
      return path || file.getNameCount() > 1 || Files.exists(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty(); // a text that is no file name
    }
  }

  /**
   * Returns what the values of settings may name: texts, and texts in lists.
   *
   * @param directory the data directory, below which settings may name files too
   */
  public static Set<Path> ofSettings(Collection<?> values, Optional<Path> directory) {
    Set<Path> files = new LinkedHashSet<>();
    for (Object value : values) {
      if (value instanceof Collection<?> list) {
        files.addAll(ofSettings(list, directory));
      } else if (value instanceof String text && !text.isBlank()) {
        files.addAll(of(text, false));
        directory.ifPresent(d -> below(d, text, files));
      }
    }
    return files;
  }

  private static void below(Path directory, String text, Set<Path> into) {
    try {
      for (String part : List.of(text, text.substring(text.indexOf('=') + 1))) {
        Path file = directory.resolve(part);
        if (!part.isBlank() && Files.exists(file)) {
          into.add(file);
        }
      }
    } catch (InvalidPathException e) {
      return; // a text that is no file name
    }
  }
}
