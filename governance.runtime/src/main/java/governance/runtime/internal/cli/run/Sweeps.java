package governance.runtime.internal.cli.run;

import governance.api.GovernanceException;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds sweeps that were made before. */
final class Sweeps {
  private Sweeps() {}

  /**
   * Finds a sweep by the path of its folder, by its id below the folder of runs, or the newest as
   * {@code latest}.
   *
   * @throws GovernanceException if there is no such sweep
   */
  static Path find(String sweep, Path out) {
    try {
      for (Path folder : List.of(Path.of(sweep), out.resolve(sweep))) {
        if (SweepFolder.isSweep(folder)) {
          return folder.toAbsolutePath().normalize();
        }
      }
    } catch (InvalidPathException e) {
      throw none(sweep, out, List.of());
    }
    List<Path> all = all(out);
    if (sweep.equals("latest") && !all.isEmpty()) {
      return all.get(all.size() - 1).toAbsolutePath().normalize();
    }
    throw none(sweep, out, all);
  }

  /** Returns the sweeps below a folder, the one that changed last at the end. */
  private static List<Path> all(Path out) {
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(out)) {
      return folders
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .filter(SweepFolder::isSweep)
          .sorted(Comparator.comparing(Sweeps::changed).thenComparing(Path::toString))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long changed(Path folder) {
    try {
      return Files.getLastModifiedTime(folder.resolve(SweepFolder.FILE)).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static GovernanceException none(String sweep, Path out, List<Path> all) {
    List<String> ids = all.stream().map(s -> s.getFileName().toString()).toList();
    List<String> newest = ids.subList(Math.max(0, ids.size() - 5), ids.size());
    String otherwise = "Give an id below --out, the path of a sweep's folder, or latest";
    return GovernanceException.spec(
        "sweep " + sweep,
        "there is no such sweep in " + out,
        String.join(", ", newest),
        Suggestion.advice(sweep, ids, otherwise));
  }
}
