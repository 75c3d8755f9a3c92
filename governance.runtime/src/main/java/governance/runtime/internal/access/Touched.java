package governance.runtime.internal.access;

import governance.runtime.internal.store.RunStatusFile;
import java.nio.file.Files;
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
 * @param keyring the folder of the keyring of which it destroys keys, if it does
 */
public record Touched(
    Optional<Path> run, Set<Part> parts, List<Data> data, Optional<Path> keyring) {
  /** What reads nothing of its own. */
  public static final Touched NOTHING =
      new Touched(Optional.empty(), Set.of(), List.of(), Optional.empty());

  /** Returns parts of a run. */
  public static Touched run(Path folder, Part... parts) {
    return new Touched(Optional.of(folder), Set.of(parts), List.of(), Optional.empty());
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

  /**
   * Returns what is read of a run by whoever is given a file or folder; nothing where it lies in
   * none. A folder that is not of one part counts as all parts.
   */
  static Touched given(Path named) {
    Path real = DataRule.real(named);
    if (!Files.isDirectory(real)) {
      Touched touched = file(named);
      return touched.run().isPresent() ? touched : NOTHING;
    }
    for (Path folder = real; folder != null; folder = folder.getParent()) {
      if (RunStatusFile.isRun(folder)) {
        String inside = folder.relativize(real).toString().replace('\\', '/') + "/";
        Part part = Part.ofFile(inside);
        boolean one = part == Part.MODEL || part == Part.EXPLANATIONS;
        return run(folder, one ? new Part[] {part} : Part.values());
      }
    }
    return NOTHING;
  }

  /** Returns the keyring of which keys are destroyed. */
  public static Touched destroyed(Path keyring) {
    return new Touched(Optional.empty(), Set.of(), List.of(), Optional.of(keyring));
  }

  /** Returns data. */
  public static Touched data(Data data) {
    return new Touched(Optional.empty(), Set.of(), List.of(data), Optional.empty());
  }
}
