package governance.crypto.internal;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Keeps changes of one keyring apart, also those of other processes. */
final class FolderLock {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final long PAUSE = 20;

  private FolderLock() {}

  /** What is done while nobody else changes the keyring. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T done() throws IOException, E;
  }

  static <T, E extends Exception> T holding(Path folder, Work<T, E> work) throws IOException, E {
    Path lock = folder.resolve(".lock");
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      take(channel, folder);
      return work.done();
    }
  }

  private static void take(FileChannel channel, Path folder) throws IOException {
    long until = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < until) {
      if (locked(channel)) {
        return;
      }
      pause();
    }
    throw new GovernanceException(
        new Problem(
            Remedy.FIX_MACHINE,
            "keyring " + folder,
            "is being changed by another process for longer than " + LONGEST.toSeconds() + " s",
            "",
            "Wait for it to end"));
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
