package governance.runtime.internal.plan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folder that models lie in: named by {@code GOVERNANCE_MODELS} or {@code governance.models},
 * otherwise {@code models} in the data directory. A model is a folder in it, or in a folder of it,
 * as in {@code publisher/name}. The models that ship with the distribution are found by their names
 * too, unless the folder has one of the same name.
 */
public final class ModelDirectory {
  private static final String CONFIG = "config.json";

  private final Optional<Path> folder;
  private final Optional<Path> shipped;

  /** Uses a folder; an empty one when none is set. */
  public ModelDirectory(Optional<Path> folder) {
    this(folder, Optional.empty());
  }

  /** Uses a folder and that of the models that ship. */
  public ModelDirectory(Optional<Path> folder, Optional<Path> shipped) {
    this.folder = folder;
    this.shipped = shipped;
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
      return Stream.of(folder, shipped)
          .flatMap(Optional::stream)
          .filter(f -> inside)
          .map(f -> f.resolve(relative))
          .filter(Files::isDirectory)
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Returns the name by which a model's folder is found, if it has one. */
  public Optional<String> name(Path model) {
    return Stream.of(folder, shipped)
        .flatMap(Optional::stream)
        .filter(f -> model.startsWith(f) && !model.equals(f))
        .map(f -> f.relativize(model).toString().replace('\\', '/'))
        .filter(name -> find(name).filter(model::equals).isPresent())
        .findFirst();
  }

  /** Returns the names of the models, sorted. */
  public List<String> names() {
    Set<String> names = new TreeSet<>();
    folder.ifPresent(f -> names.addAll(names(f)));
    shipped.ifPresent(f -> names.addAll(names(f)));
    return List.copyOf(names);
  }

  private static List<String> names(Path folder) {
    List<String> names = new ArrayList<>();
    for (Path one : folders(folder)) {
      List<Path> models = new ArrayList<>();
      if (!Files.exists(one.resolve(CONFIG))) {
        folders(one).stream().filter(f -> Files.exists(f.resolve(CONFIG))).forEach(models::add);
      }
      if (models.isEmpty()) {
        models.add(one);
      }
      models.forEach(m -> names.add(folder.relativize(m).toString().replace('\\', '/')));
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
