package governance.engine.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * An open safetensors file. The header is checked when it is opened; values are converted to
 * float32, and read through a memory map where the channel is that of a file. Format:
 * https://github.com/huggingface/safetensors, "Format".
 */
public final class SafeTensorsFile implements AutoCloseable {
  /** The limit that the reference implementation sets. */
  private static final long MAX_HEADER = 100_000_000;

  /** Bytes that are read at a time where nothing can be mapped. */
  private static final long BLOCK = 1 << 20;

  private final SeekableByteChannel channel;
  private final String name;
  private final SafeTensorsHeader header;
  private final long dataStart;

  private SafeTensorsFile(SeekableByteChannel channel, String name) throws IOException {
    this.channel = channel;
    this.name = name;
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    readFully(length, 0);
    long headerBytes = length.flip().getLong();
    long rest = channel.size() - 8;
    if (headerBytes < 2 || headerBytes > Math.min(rest, MAX_HEADER)) {
      String got = "a header length of " + headerBytes;
      String allowed = "2 to " + Math.min(rest, MAX_HEADER);
      throw SafeTensorsHeader.damaged(name, got, allowed, null);
    }
    ByteBuffer json = ByteBuffer.allocate((int) headerBytes);
    readFully(json, 8);
    dataStart = 8 + headerBytes;
    String text = new String(json.array(), StandardCharsets.UTF_8);
    header = SafeTensorsHeader.parse(name, text, rest - headerBytes);
  }

  /**
   * Opens and checks a file.
   *
   * @throws governance.api.GovernanceException if it is not a whole safetensors file
   */
  public static SafeTensorsFile open(Path file) throws IOException {
    return open(FileChannel.open(file, StandardOpenOption.READ), file.toString());
  }

  /**
   * Opens and checks what a channel holds; the channel is closed with it.
   *
   * @param name what it is called in messages
   * @throws governance.api.GovernanceException if it is not a whole safetensors file
   */
  public static SafeTensorsFile open(SeekableByteChannel channel, String name) throws IOException {
    try {
      return new SafeTensorsFile(channel, name);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void readFully(ByteBuffer target, long position) throws IOException {
    channel.position(position);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        String got = "the file ends after " + channel.size() + " bytes";
        throw SafeTensorsHeader.damaged(name, got, "a whole safetensors file", null);
      }
    }
  }

  /** Names of the tensors, in the order of the header. */
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /** The free text entries of the header. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** The shape of a tensor. */
  public long[] shape(String tensor) {
    return header.tensors().get(tensor).shape().clone();
  }

  /** The element type of a tensor. */
  public ElementType type(String tensor) {
    return header.tensors().get(tensor).type();
  }

  /**
   * Reads a tensor, converted to float32, into a buffer with room for exactly its values. Integers
   * beyond 2^24 and float64 values are rounded.
   */
  public void read(String tensor, FloatBuffer target) throws IOException {
    TensorEntry e = header.tensors().get(tensor);
    if (e.count() != target.remaining()) {
      throw new IllegalArgumentException(tensor + " has " + e.count() + " values");
    }
    boolean mapped = channel instanceof FileChannel;
    long step = (mapped ? 1L << 28 : BLOCK) / e.type().bytes();
    for (long done = 0; done < e.count(); done += step) {
      long n = Math.min(step, e.count() - done);
      long from = dataStart + e.begin() + done * e.type().bytes();
      ByteBuffer bytes =
          mapped ? map(from, n * e.type().bytes()) : copy(from, n * e.type().bytes());
      Conversion.toFloat(bytes.order(ByteOrder.LITTLE_ENDIAN), e.type(), target);
    }
  }

  private ByteBuffer map(long from, long length) throws IOException {
    return ((FileChannel) channel).map(MapMode.READ_ONLY, from, length);
  }

  private ByteBuffer copy(long from, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    readFully(bytes, from);
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
