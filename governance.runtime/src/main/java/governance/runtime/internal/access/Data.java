package governance.runtime.internal.access;

import governance.runtime.internal.store.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data that somebody wants to use.
 *
 * @param name the data set of the catalogue, or what makes the rows; empty for files of one's own
 * @param files the files, in any case
 */
public record Data(Optional<String> name, List<Path> files) {
  /** Data that nobody can name, and so nobody is granted. */
  public static final Data UNKNOWN = new Data(Optional.empty(), List.of());

  /** Copies the list. */
  public Data {
    files = List.copyOf(files);
  }

  /** Returns a file of one's own. */
  public static Data file(Path file) {
    return new Data(Optional.empty(), List.of(file));
  }

  /** Returns the data that the plan in a run's folder names; nobody is granted what it hides. */
  static Data ofRun(Path folder) {
    if (!Files.isRegularFile(folder.resolve("plan.json"))) {
      return UNKNOWN;
    }
    if (!(JsonReader.file(folder.resolve("plan.json")).get("data") instanceof Map<?, ?> data)) {
      return UNKNOWN;
    }
    List<Path> files = new ArrayList<>();
    if (data.get("parts") instanceof List<?> parts) {
      for (Object part : parts) {
        Object file = part instanceof Map<?, ?> m ? m.get("file") : null;
        if (file != null) {
          files.add(Path.of(file.toString()));
        }
      }
    }
    Object name = data.get("dataset");
    Object source = files.isEmpty() ? data.get("source") : null;
    return new Data(Optional.ofNullable(name == null ? source : name).map(Object::toString), files);
  }

  /**
   * Returns the data of an entry of the log, which has its name, else its first file, and files.
   */
  static Data logged(Map<?, ?> entry) {
    List<Path> files = new ArrayList<>();
    if (entry.get("files") instanceof List<?> list) {
      list.forEach(file -> files.add(Path.of(file.toString())));
    }
    String text = String.valueOf(entry.get("data"));
    boolean own = !files.isEmpty() && files.get(0).toString().equals(text);
    return new Data(own ? Optional.empty() : Optional.of(text), files);
  }

  /** Returns how readers are told which data it is. */
  String text() {
    return name.orElseGet(
        () -> files.isEmpty() ? "of this run, which is not known" : files.get(0).toString());
  }
}
