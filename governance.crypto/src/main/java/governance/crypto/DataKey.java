package governance.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The key of one run's files. Files are encrypted in segments of 1 MiB by Tink's streaming format
 * AES256_GCM_HKDF_1MB, so they are never held in memory as a whole.
 */
@ProviderType
public interface DataKey extends SealingKey {
  /**
   * Returns a stream that encrypts what is written to it. Closing it writes the last segment and
   * closes {@code out}.
   *
   * @param place what the file is; the same must be given to read it
   */
  OutputStream encrypting(OutputStream out, String place) throws IOException;

  /**
   * Returns a stream that decrypts. Reading fails with a sentence where the file was altered, cut
   * off or is of another place; nothing of the altered segment is returned.
   */
  InputStream decrypting(InputStream in, String place) throws IOException;

  /** Returns a channel that decrypts at any position. */
  SeekableByteChannel decrypting(SeekableByteChannel in, String place) throws IOException;
}
