package governance.runtime.internal.access;

import governance.runtime.internal.store.RunStatusFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command is about to read.
 *
 * @param run the folder of the run, if it reads one
 * @param parts the parts of it that it shows
 * @param data data that it uses besides what is planned
 */
public record Touched(Optional<Path> run, Set<Part> parts, List<Data> data) {
  /** What reads nothing of its own. */
  public static final Touched NOTHING = new Touched(Optional.empty(), Set.of(), List.of());

  /** Returns parts of a run. */
  public static Touched run(Path folder, Part... parts) {
    return new Touched(Optional.of(folder), Set.of(parts), List.of());
  }

  /** Returns a file: of a run, where it lies in the folder of one, else data. */
  public static Touched file(Path file) {
    Path real = DataRule.real(file);
    for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
      if (RunStatusFile.isRun(folder)) {
        return run(folder, Part.ofFile(folder.relativize(real).toString().replace('\\', '/')));
      }
    }
    return data(Data.file(file));
  }

  /** Returns data. */
  public static Touched data(Data data) {
    return new Touched(Optional.empty(), Set.of(), List.of(data));
  }
}
