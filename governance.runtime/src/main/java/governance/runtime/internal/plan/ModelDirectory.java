package governance.runtime.internal.plan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder that models lie in: named by {@code GOVERNANCE_MODELS} or {@code governance.models},
 * otherwise {@code models} in the data directory. A model is a folder in it, or in a folder of it,
 * as in {@code publisher/name}.
 */
public final class ModelDirectory {
  private static final String CONFIG = "config.json";

  private final Optional<Path> folder;

  /** Uses a folder; an empty one when none is set. */
  public ModelDirectory(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Returns the folder that is set, which may not be there. */
  public Optional<Path> folder() {
    return folder;
  }

  /** Returns the folder of a model by its name, if there is such a model. */
  public Optional<Path> find(String name) {
    try {
      Path relative = Path.of(name).normalize();
      boolean inside = !relative.isAbsolute() && !relative.startsWith("..") && !name.isBlank();
      return folder.filter(f -> inside).map(f -> f.resolve(relative)).filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Returns the names of the models, sorted. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Path one : folder.map(ModelDirectory::folders).orElse(List.of())) {
      List<Path> models = new ArrayList<>();
      if (!Files.exists(one.resolve(CONFIG))) {
        folders(one).stream().filter(f -> Files.exists(f.resolve(CONFIG))).forEach(models::add);
      }
      if (models.isEmpty()) {
        models.add(one);
      }
      models.forEach(m -> names.add(folder.get().relativize(m).toString().replace('\\', '/')));
    }
    return names;
  }

  private static List<Path> folders(Path parent) {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, Files::isDirectory)) {
      entries.forEach(all::add);
    } catch (IOException e) {
      return List.of(); // nothing that could be listed is there
    }
    return all.stream().filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
  }
}
