package governance.runtime.internal.sweep;

import governance.api.GovernanceException;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.RunStatusFile;
import governance.runtime.internal.store.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one sweep: {@value #FILE}, and each run below {@code points/NN/seed-S}. Which runs
 * are done is told by the runs' own folders, so that nothing has to be written at the same moment.
 * A process that works on the sweep holds a lock.
 */
public final class SweepFolder implements AutoCloseable {
  /** The sweep file. */
  public static final String FILE = "sweep.json";

  /** The page. */
  public static final String PAGE = "sweep.html";

  private final RunFolder folder;
  private boolean closed;

  private SweepFolder(RunFolder folder) {
    this.folder = folder;
  }

  /** Returns whether a folder is one of a sweep. */
  public static boolean isSweep(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /** Makes the folder of a new sweep, together with its file. */
  static SweepFolder create(Path path, Map<String, Object> tree) {
    RunFolder made = RunFolder.create(path);
    SweepFolder folder = new SweepFolder(made);
    folder.write(tree);
    made.appear();
    return folder;
  }

  /**
   * Takes the folder of a sweep that is to go on.
   *
   * @throws GovernanceException if another process works on it
   */
  static SweepFolder open(Path path) {
    if (RunFolder.locked(path)) {
      throw GovernanceException.spec(
          path.toString(),
          "this sweep is being worked on",
          "a sweep that nobody works on",
          "Wait for it to end, or stop it");
    }
    return new SweepFolder(RunFolder.open(path.toAbsolutePath().normalize()));
  }

  /** Writes the sweep file, as a whole or not at all. */
  void write(Map<String, Object> tree) {
    folder.json(FILE, tree);
  }

  /** Has the page written, as a whole or not at all. */
  void page(byte[] page) {
    folder.file(PAGE, file -> Files.write(file, page));
  }

  Path path() {
    return folder.path();
  }

  /** Returns the folder that holds the run of a point with a seed. */
  Path of(GridPoint point, long seed) {
    String number = String.format(Locale.ROOT, "%02d", point.number());
    return folder.at("points/" + number + "/seed-" + seed);
  }

  /** Returns the folder of that run, if it has begun. */
  Optional<Path> run(GridPoint point, long seed) {
    Path holder = of(point, seed);
    if (!Files.isDirectory(holder)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(holder)) {
      List<Path> runs =
          all.filter(f -> !f.getFileName().toString().startsWith("."))
              .filter(RunStatusFile::isRun)
              .sorted()
              .toList();
      return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    } catch (IOException e) {
      throw Storage.problem(holder, e);
    }
  }

  /** Takes the folder away again, because nothing came of the sweep. */
  void discard() {
    Path gone = folder.path();
    close();
    Storage.delete(gone);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      folder.close();
    } catch (IOException e) {
      throw Storage.problem(folder.path(), e);
    }
  }
}
