package governance.runtime.internal.vault;

import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.StoredFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model's folder in the clear, for as long as the engine writes or reads it: it works on files.
 * What is done with, is overwritten and deleted.
 */
public final class PlainModel implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final Path folder;
  private final Optional<PlainFolder> own;

  private PlainModel(Path folder, Optional<PlainFolder> own) {
    this.folder = folder;
    this.own = own;
  }

  /** Encrypts the files of a model into a run's folder, and takes them away. */
  public static void encrypt(Path plain, RunFolder run, String name) throws IOException {
    for (Path file : files(plain)) {
      String below = plain.relativize(file).toString().replace('\\', '/');
      run.stream(name + "/" + below, out -> Files.copy(file, out));
    }
    erase(plain);
  }

  /** Opens the models of a run; those that are encrypted in a folder for the owner alone. */
  public static PlainModel open(Path model) throws IOException {
    List<Path> files = files(model);
    if (files.stream().noneMatch(f -> f.toString().endsWith(StoredFiles.ENCRYPTED))) {
      return new PlainModel(model, Optional.empty());
    }
    PlainFolder own = PlainFolder.make();
    Path temporary = own.path();
    try {
      for (Path file : files) {
        String name = model.relativize(file).toString();
        boolean encrypted = name.endsWith(StoredFiles.ENCRYPTED);
        int end = name.length() - (encrypted ? StoredFiles.ENCRYPTED.length() : 0);
        Path target = temporary.resolve(name.substring(0, end));
        Files.createDirectories(target.getParent());
        try (InputStream in = StoredFiles.open(model.resolve(name.substring(0, end)))) {
          Files.copy(in, target);
        }
      }
      return new PlainModel(temporary, Optional.of(own));
    } catch (IOException | RuntimeException e) {
      own.close();
      throw e;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  /** Erases models in the clear that killed processes of this account left. */
  public static void removeLeftovers() {
    try {
      PlainFolder.sweep(Path.of(System.getProperty("java.io.tmpdir")).toRealPath());
    } catch (IOException e) {
      return; // another process may remove the same at the same time
    }
  }

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }

  /** Overwrites and deletes a folder. */
  static void erase(Path folder) throws IOException {
    for (Path file : files(folder)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (long left = channel.size(); left > 0; left -= BLOCK) {
          channel.write(ByteBuffer.allocate((int) Math.min(BLOCK, left)));
        }
        channel.force(true);
      }
    }
    Storage.delete(folder);
  }

  @Override
  public void close() throws IOException {
    if (own.isPresent()) {
      own.get().close();
    }
  }
}
