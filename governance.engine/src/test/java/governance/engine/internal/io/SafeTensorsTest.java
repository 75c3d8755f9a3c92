package governance.engine.internal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.engine.internal.memory.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = folder.resolve("x.safetensors");
    float[] a = {1, -2.5f, Float.MIN_VALUE, 4, 5, 6};
    new SafeTensorsWriter(Map.of("format", "pt"))
        .add("a", new long[] {2, 3}, Values.of(a))
        .add("s", new long[] {}, Values.of(new float[] {7}))
        .write(file);
    try (SafeTensorsFile in = SafeTensorsFile.open(file)) {
      assertEquals(Set.of("a", "s"), in.names());
      assertEquals("pt", in.metadata().get("format"));
      assertArrayEquals(new long[] {2, 3}, in.shape("a"));
      assertArrayEquals(a, read(in, "a"));
      assertArrayEquals(new float[] {7}, read(in, "s"));
    }
    assertEquals(1, Files.list(folder).count(), "no temporary file is left");
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 2, 15360 -16384 1 31743, 1.0 -2.0 5.9604645e-8 65504.0",
    "BF16, 2, 16256 -16384 17096 0, 1.0 -2.0 100.0 0.0",
    "I16, 2, 5 -6 0 32767, 5.0 -6.0 0.0 32767.0"
  })
  void sixteenBitElementsAreConverted(String type, int bytes, String stored, String expected)
      throws IOException {
    String[] words = stored.split(" ");
    ByteBuffer data = ByteBuffer.allocate(words.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (String word : words) {
      data.putShort((short) Integer.parseInt(word));
    }
    String entry = entry("x", type, "[4]", 0, 8);
    try (SafeTensorsFile in = SafeTensorsFile.open(file("{" + entry + "}", data.array()))) {
      String[] numbers = expected.split(" ");
      float[] got = read(in, "x");
      for (int i = 0; i < got.length; i++) {
        assertEquals(Float.parseFloat(numbers[i]), got[i], 0);
      }
    }
  }

  @Test
  void specialHalvesKeepTheirMeaning() {
    assertEquals(Float.POSITIVE_INFINITY, Conversion.half((short) 0x7c00));
    assertTrue(Float.isNaN(Conversion.half((short) 0x7e01)));
    assertEquals(-0f, Conversion.half((short) 0x8000));
    assertEquals(6.097555e-5f, Conversion.half((short) 0x03ff), 1e-12f);
  }

  @Test
  void damagedHeadersAreOneClearError() throws IOException {
    String ok = entry("x", "F32", "[2]", 0, 8);
    refuse("{" + ok + "," + ok + "}", 8, "twice");
    refuse("{" + entry("x", "F32", "[3]", 0, 8) + "}", 8, "12 bytes for its shape");
    refuse("{" + entry("x", "F32", "[2]", 4, 12) + "}", 12, "begins at 0");
    refuse("{" + entry("x", "F32", "[2]", 0, 8) + "}", 7, "at least 8 bytes");
    refuse("{" + entry("x", "F32", "[2]", 0, 8) + "}", 9, "the sum of its tensors");
    refuse("{" + entry("x", "Q4", "[2]", 0, 8) + "}", 8, "element type Q4");
    refuse("{" + entry("x", "F32", "[-2,-1]", 0, 8) + "}", 8, "sizes from 0");
    refuse("{" + entry("x", "F32", "[4611686018427387904,8]", 0, 8) + "}", 8, "no memory");
    refuse("{\"x\":{\"dtype\":\"F32\"}}", 8, "incomplete");
    refuse("[1,2]", 8, "JSON object");
    refuse("{\"x\":", 8, "JSON object");
  }

  @Test
  void filesThatAreNotSafetensorsAreOneClearError() throws IOException {
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);
    assertThrows(GovernanceException.class, () -> SafeTensorsFile.open(empty));
    Path text = Files.writeString(folder.resolve("text"), "version https://git-lfs.github.com/x");
    var e = assertThrows(GovernanceException.class, () -> SafeTensorsFile.open(text));
    assertTrue(e.getMessage().contains("header length"), e.getMessage());
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                channel -> {
                  channel.write(ByteBuffer.wrap(new byte[] {1}));
                  throw new IOException("disk full");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(1, Files.list(folder).count());
    assertFalse(Files.exists(folder.resolve(".x.part")));
  }

  private void refuse(String header, int bytes, String part) throws IOException {
    Path file = file(header, new byte[bytes]);
    var e = assertThrows(GovernanceException.class, () -> SafeTensorsFile.open(file), header);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(8 + json.length + data.length);
    all.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(data);
    return Files.write(folder.resolve("file.safetensors"), all.array());
  }

  private static String entry(String name, String type, String shape, int begin, int end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, type, shape, begin, end);
  }

  private static float[] read(SafeTensorsFile file, String name) throws IOException {
    int count = 1;
    for (long size : file.shape(name)) {
      count *= (int) size;
    }
    float[] values = new float[count];
    file.read(name, FloatBuffer.wrap(values));
    return values;
  }
}
