package governance.runtime.internal.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/** Encrypts files of a run, each for its own place. Used by several threads. */
public interface FileCipher {
  /** Encrypts nothing. */
  FileCipher NONE =
      new FileCipher() {
        @Override
        public boolean covers(String name) {
          return false;
        }

        @Override
        public OutputStream encrypting(OutputStream out, String name) {
          throw new IllegalStateException(name + " is not encrypted");
        }

        @Override
        public SeekableByteChannel decrypting(SeekableByteChannel in, String name) {
          throw new IllegalStateException(name + " is not encrypted");
        }

        @Override
        public boolean seals(String event) {
          return false;
        }

        @Override
        public String seal(String text, String place) {
          throw new IllegalStateException(place + " is not encrypted");
        }
      };

  /** Returns whether a file is encrypted, by its path in the run's folder. */
  boolean covers(String name);

  /** Returns a stream that encrypts a file; closing it closes {@code out}. */
  OutputStream encrypting(OutputStream out, String name) throws IOException;

  /** Returns a channel that decrypts a file; closing it closes {@code in}. */
  SeekableByteChannel decrypting(SeekableByteChannel in, String name) throws IOException;

  /** Returns whether the data of events of a type is sealed. */
  boolean seals(String event);

  /** Seals a text, as Base64. */
  String seal(String text, String place);
}
