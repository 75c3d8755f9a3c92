package governance.runtime.internal.store;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writing files so that they are there as a whole or not at all, and saying in one sentence why it
 * failed.
 */
public final class Storage {
  private Storage() {}

  /** Something that writes a file. */
  @FunctionalInterface
  public interface Writer {
    /** Writes to the given path, which does not exist yet. */
    void write(Path file) throws IOException;
  }

  /**
   * Has a file written beside its place, forces it onto the disk and moves it there.
   *
   * @throws GovernanceException if it cannot be written; nothing of it is left then
   */
  public static void replace(Path file, Writer writer) {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      writer.write(fresh);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      GovernanceException problem = problem(file, e);
      try {
        Files.deleteIfExists(fresh);
      } catch (IOException left) {
        problem.addSuppressed(left);
      }
      throw problem;
    }
  }

  /** The same for a text in UTF-8. */
  public static void replaceText(Path file, String text) {
    replace(file, fresh -> Files.writeString(fresh, text, StandardCharsets.UTF_8));
  }

  /** Returns the error for a path that could not be written. */
  public static GovernanceException problem(Path path, IOException cause) {
    String advice = "Free some space or choose another folder with --out, then run or resume";
    return new GovernanceException(
        new Problem(
            Remedy.FIX_MACHINE, path.toString(), "cannot be written: " + reason(cause), "", advice),
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "no permission to write there";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    if (cause instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /**
   * Checks that a folder can be made and written to, and makes it if it is not there.
   *
   * @return the folders that were made, innermost first, to be taken away again if nothing comes of
   *     the run
   * @throws GovernanceException if the folder cannot be made or written to
   */
  public static List<Path> prepare(Path folder) {
    List<Path> made = missing(folder);
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".probe", null));
      return made;
    } catch (IOException e) {
      throw problem(folder, e);
    }
  }

  private static List<Path> missing(Path folder) {
    return Stream.iterate(
            folder.toAbsolutePath(), p -> p != null && !Files.exists(p), Path::getParent)
        .toList();
  }

  /** Takes away a folder with all that is in it. */
  public static void delete(Path folder) {
    try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
