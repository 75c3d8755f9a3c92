package governance.runtime.internal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Folders of runs that have not got their name yet, and what killed processes left of them. */
final class HiddenFolders {
  private static final System.Logger LOG = System.getLogger(HiddenFolders.class.getName());
  private static final String END = ".run-new";

  /** A younger folder may belong to a process that is just about to lock it. */
  private static final Duration OLD = Duration.ofMinutes(1);

  private HiddenFolders() {}

  /** Returns the hidden name of a run's folder. */
  static Path of(Path named) {
    return named.resolveSibling("." + named.getFileName() + END);
  }

  /** Takes away what processes left that were killed before their run had a name. */
  static void clear(Path out) throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      for (Path folder : all.filter(HiddenFolders::abandoned).toList()) {
        Storage.delete(folder);
      }
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "What a killed run left stays: " + e.getMessage());
    }
  }

  private static boolean abandoned(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.startsWith(".") || !name.endsWith(END) || !Files.isDirectory(folder)) {
      return false;
    }
    try {
      Instant changed = Files.getLastModifiedTime(folder).toInstant();
      return changed.isBefore(Instant.now().minus(OLD)) && !RunFolder.locked(folder);
    } catch (IOException e) {
      return false; // it is being moved
    }
  }
}
