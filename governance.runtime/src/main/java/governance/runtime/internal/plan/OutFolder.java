package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Checks that evidence can be written, without writing. */
final class OutFolder {
  private static final long VOCABULARY = 30_000;
  private static final long POSITIONS = 512;
  private static final long REST = 64L << 20;

  /**
   * Copies of the parameters on disk: two checkpoints of weights and two moments each, and the
   * model.
   */
  private static final long COPIES = 7;

  private final Path folder;
  private final List<Problem> problems;

  OutFolder(Path folder, List<Problem> problems) {
    this.folder = folder.toAbsolutePath().normalize();
    this.problems = problems;
  }

  void check(ModelSpec model) {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      wrong("lies below " + there + ", which is no folder", "a folder", "Choose another --out");
    } else if (!Files.isWritable(there)) {
      wrong(
          there + " cannot be written to",
          "a folder with write permission",
          "Choose another --out");
    } else {
      space(there, model);
    }
  }

  private void space(Path there, ModelSpec model) {
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      long needed = needed(model);
      if (free < needed) {
        String got = "its disk has " + mebibytes(free) + " free";
        wrong(got, "at least " + mebibytes(needed), "Free some space or choose another --out");
      }
    } catch (IOException e) {
      wrong("its disk cannot be asked for space: " + e.getMessage(), "", "Choose another --out");
    }
  }

  /** Returns a generous estimate of the bytes that a run writes. */
  static long needed(ModelSpec model) {
    long parameters = model.folder().map(OutFolder::stored).orElseGet(() -> shape(model));
    return parameters * Float.BYTES * COPIES + REST;
  }

  private static long stored(Path model) {
    try (Stream<Path> files = Files.list(model)) {
      long bytes = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
        bytes += Files.size(file);
      }
      return bytes / Float.BYTES;
    } catch (IOException e) {
      return 0; // reported with the folder
    }
  }

  private static long shape(ModelSpec model) {
    long hidden = model.hidden();
    long layer = 4 * hidden * hidden + 2 * hidden * model.intermediate() + 13 * hidden;
    return (VOCABULARY + POSITIONS) * hidden + model.layers() * layer;
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }

  private void wrong(String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_MACHINE, "--out " + folder, got, allowed, advice));
  }
}
