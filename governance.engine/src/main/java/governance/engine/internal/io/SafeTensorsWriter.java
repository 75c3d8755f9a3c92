package governance.engine.internal.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import governance.engine.internal.memory.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes float32 tensors to a safetensors file, atomically. */
public final class SafeTensorsWriter {
  private final Map<String, String> metadata;
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Map<String, Values> values = new LinkedHashMap<>();

  /** Begins a file with free text entries. */
  public SafeTensorsWriter(Map<String, String> metadata) {
    this.metadata = new LinkedHashMap<>(metadata);
  }

  /** Adds a tensor; the values are read when the file is written. */
  public SafeTensorsWriter add(String name, long[] shape, Values data) {
    if (values.put(name, data) != null) {
      throw new IllegalArgumentException("tensor " + name + " twice");
    }
    shapes.put(name, shape);
    return this;
  }

  /** Writes the file; on failure the old file, if any, is still there. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, this::write);
  }

  /** Writes the same bytes to a channel, which stays open. */
  public void write(WritableByteChannel channel) throws IOException {
    byte[] header = header();
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(channel, length.putLong(header.length).flip());
    writeFully(channel, ByteBuffer.wrap(header));
    ByteBuffer block = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    for (Values data : values.values()) {
      data.read(all -> write(channel, all, block));
    }
  }

  private static void write(WritableByteChannel channel, FloatBuffer data, ByteBuffer block)
      throws IOException {
    while (data.hasRemaining()) {
      int n = Math.min(data.remaining(), block.capacity() / 4);
      block.clear().asFloatBuffer().put(data.slice(data.position(), n));
      data.position(data.position() + n);
      writeFully(channel, block.limit(4 * n));
    }
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The header, padded with spaces so that the data begins at a multiple of 8. */
  private byte[] header() {
    JsonObject root = new JsonObject();
    JsonObject free = new JsonObject();
    metadata.forEach(free::addProperty);
    root.add("__metadata__", free);
    long at = 0;
    for (Map.Entry<String, Values> entry : values.entrySet()) {
      JsonObject tensor = new JsonObject();
      tensor.addProperty("dtype", ElementType.F32.name());
      JsonArray shape = new JsonArray();
      for (long size : shapes.get(entry.getKey())) {
        shape.add(size);
      }
      tensor.add("shape", shape);
      JsonArray offsets = new JsonArray();
      offsets.add(at);
      at += 4L * entry.getValue().count();
      offsets.add(at);
      tensor.add("data_offsets", offsets);
      root.add(entry.getKey(), tensor);
    }
    StringBuilder json = new StringBuilder(root.toString());
    while (json.toString().getBytes(StandardCharsets.UTF_8).length % 8 != 0) {
      json.append(' ');
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
