package governance.crypto.internal;

import com.google.crypto.tink.StreamingAead;
import governance.crypto.DataKey;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;

/** The data key of a run: one key for files and one for values, both derived from its secret. */
final class RunKey extends ValueKey implements DataKey {
  private static final String DAMAGED =
      "was altered or cut off, or was written with another key or for another place or run";

  private final StreamingAead files;

  RunKey(String id, byte[] secret) {
    super(id, Ciphers.derive(secret, "governance values"));
    this.files = Ciphers.files(Ciphers.derive(secret, "governance files"));
  }

  @Override
  public OutputStream encrypting(OutputStream out, String place) throws IOException {
    try {
      return files.newEncryptingStream(out, Ciphers.bytes(place));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public InputStream decrypting(InputStream in, String place) throws IOException {
    try {
      return new Checked(files.newDecryptingStream(in, Ciphers.bytes(place)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SeekableByteChannel decrypting(SeekableByteChannel in, String place) throws IOException {
    try {
      return new CheckedChannel(files.newSeekableDecryptingChannel(in, Ciphers.bytes(place)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new IOException(DAMAGED, e);
    }
  }

  /** Says in words what a failed tag means. */
  private static final class Checked extends FilterInputStream {
    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        throw new IOException(DAMAGED, e);
      }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return in.read(into, from, length);
      } catch (IOException e) {
        throw new IOException(DAMAGED, e);
      }
    }
  }

  /** The same for a channel, which can only be read. */
  private record CheckedChannel(SeekableByteChannel in) implements SeekableByteChannel {
    @Override
    public int read(ByteBuffer into) throws IOException {
      try {
        return in.read(into);
      } catch (IOException e) {
        throw new IOException(DAMAGED, e);
      }
    }

    @Override
    public long size() throws IOException {
      return in.size();
    }

    @Override
    public long position() throws IOException {
      return in.position();
    }

    @Override
    public SeekableByteChannel position(long at) throws IOException {
      in.position(at);
      return this;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return in.write(from);
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      in.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return in.isOpen();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
