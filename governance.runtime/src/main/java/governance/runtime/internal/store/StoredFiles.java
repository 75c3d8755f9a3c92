package governance.runtime.internal.store;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads files of runs whether they are encrypted or not. An encrypted file has the ending {@value
 * #ENCRYPTED} after its name. What decrypts them belongs to the installation and not to a run, so
 * there is one in a process: readers ask for a file and need not know more.
 */
public final class StoredFiles {
  /** What is added to the name of a file that is encrypted. */
  public static final String ENCRYPTED = ".enc";

  private static final AtomicReference<Decryption> DECRYPTION = new AtomicReference<>(new None());

  private StoredFiles() {}

  /** Comes to the keys of runs. */
  public interface Decryption {
    /** Opens an encrypted file of a run. */
    InputStream read(Path encrypted) throws IOException;

    /** Opens what was sealed in a file of a run, see {@link FileCipher#seal}. */
    String unseal(Path file, String sealed, String place);
  }

  /** Has files decrypted from now on. */
  public static void by(Decryption decryption) {
    DECRYPTION.set(decryption);
  }

  /** Has files not decrypted any more, if this was what decrypts them. */
  public static void without(Decryption decryption) {
    DECRYPTION.compareAndSet(decryption, new None());
  }

  /** Returns where a file is if it is encrypted. */
  public static Path encrypted(Path file) {
    return file.resolveSibling(file.getFileName() + ENCRYPTED);
  }

  /** Returns whether there is a file, encrypted or not. */
  public static boolean exists(Path file) {
    return Files.isRegularFile(file) || Files.isRegularFile(encrypted(file));
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read, or is not what was encrypted
   * @throws GovernanceException if the key is not at hand
   */
  public static InputStream open(Path file) throws IOException {
    if (Files.isRegularFile(file) || !Files.isRegularFile(encrypted(file))) {
      return raw(file);
    }
    return DECRYPTION.get().read(encrypted(file));
  }

  /**
   * Opens a file as it is on the disk. In the folder of a run no link is followed.
   *
   * @throws IOException if it cannot be read
   */
  public static InputStream raw(Path file) throws IOException {
    return Unlinked.open(file);
  }

  /** Reads a text in UTF-8. */
  public static String text(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String unseal(Path file, String sealed, String place) {
    return DECRYPTION.get().unseal(file, sealed, place);
  }

  private static final class None implements Decryption {
    @Override
    public InputStream read(Path encrypted) {
      throw missing(encrypted);
    }

    @Override
    public String unseal(Path file, String sealed, String place) {
      throw missing(file);
    }

    private static GovernanceException missing(Path file) {
      return new GovernanceException(
          new Problem(
              Remedy.INSTALL_BUNDLE,
              file.toString(),
              "is encrypted, and nothing here decrypts",
              "the bundle governance.crypto",
              "Install and start it"));
    }
  }
}
