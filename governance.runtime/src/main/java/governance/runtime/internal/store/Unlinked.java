package governance.runtime.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Opens files of runs without following a link inside of the run's folder, also one that is put
 * there while the file is opened. A run has none; one that somebody put there would show what the
 * account may read and its user may not.
 */
final class Unlinked {
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private Unlinked() {}

  /** Opens a file; one that lies in no run as it is. */
  static InputStream open(Path file) throws IOException {
    Path whole = file.toAbsolutePath().normalize();
    for (Path folder = whole.getParent(); folder != null; folder = folder.getParent()) {
      if (RunStatusFile.isRun(folder)) {
        return below(folder, folder.relativize(whole));
      }
    }
    return Files.newInputStream(file);
  }

  private static InputStream below(Path run, Path name) throws IOException {
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(run)) {
      return folder instanceof SecureDirectoryStream<Path> secure
          ? secure(secure, name)
          : checked(run, name);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      if (hasLink(run, name)) {
        throw linked(run.resolve(name));
      }
      throw e;
    }
  }

  /** Goes down folder by folder, each by its handle, so that none can be exchanged on the way. */
  private static InputStream secure(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    if (name.getNameCount() == 1) {
      return Channels.newInputStream(folder.newByteChannel(name, READ));
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(name.getName(0), LinkOption.NOFOLLOW_LINKS)) {
      return secure(next, name.subpath(1, name.getNameCount()));
    }
  }

  /** Where the system has no such handles: looks once more after opening. */
  private static InputStream checked(Path run, Path name) throws IOException {
    InputStream in = Files.newInputStream(run.resolve(name), LinkOption.NOFOLLOW_LINKS);
    if (hasLink(run, name)) {
      in.close();
      throw linked(run.resolve(name));
    }
    return in;
  }

  private static boolean hasLink(Path run, Path name) {
    Path at = run;
    for (Path each : name) {
      at = at.resolve(each);
      if (Files.isSymbolicLink(at)) {
        return true;
      }
    }
    return false;
  }

  private static IOException linked(Path file) {
    return new IOException(file + " is, or lies behind, a link in the run's folder: take it away");
  }
}
