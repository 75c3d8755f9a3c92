package governance.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunKeyTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  private final RunKey key = new RunKey("k", new byte[Ciphers.KEY]);

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private byte[] encrypted(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = key.encrypting(bytes, "run/file")) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private byte[] decrypted(byte[] encrypted, String place) throws IOException {
    try (InputStream in = key.decrypting(new ByteArrayInputStream(encrypted), place)) {
      return in.readAllBytes();
    }
  }

  private void assertDamaged(byte[] encrypted) {
    IOException e = assertThrows(IOException.class, () -> decrypted(encrypted, "run/file"));
    assertTrue(e.getMessage().startsWith("was altered or cut off"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, MEBIBYTE - 57, MEBIBYTE - 56, MEBIBYTE, 3 * MEBIBYTE + 5})
  void filesOfAnySizeComeBack(int size) throws IOException {
    byte[] plain = bytes(size);
    assertArrayEquals(plain, decrypted(encrypted(plain), "run/file"));
  }

  @Test
  void whatIsCutOffIsFound() throws IOException {
    byte[] whole = encrypted(bytes(2 * MEBIBYTE + 100));
    for (int length : new int[] {0, 1, 39, 40, 56, MEBIBYTE, 2 * MEBIBYTE, whole.length - 1}) {
      assertDamaged(Arrays.copyOf(whole, length));
    }
    assertDamaged(Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void aFlippedBitIsFoundWhereverItIs() throws IOException {
    byte[] whole = encrypted(bytes(MEBIBYTE + 100));
    for (int at : new int[] {0, 1, 20, 39, 40, 1000, MEBIBYTE, MEBIBYTE + 1, whole.length - 1}) {
      byte[] altered = whole.clone();
      altered[at] ^= 1;
      assertDamaged(altered);
    }
  }

  @Test
  void anotherPlaceIsFound() throws IOException {
    byte[] whole = encrypted(bytes(10));
    assertThrows(IOException.class, () -> decrypted(whole, "run/other"));
    RunKey other = new RunKey("o", bytes(Ciphers.KEY));
    InputStream in = other.decrypting(new ByteArrayInputStream(whole), "run/file");
    assertThrows(IOException.class, in::readAllBytes);
  }

  @Test
  void aChannelReadsAtAnyPosition() throws IOException {
    byte[] plain = bytes(2 * MEBIBYTE + 9);
    Path file = Files.write(folder.resolve("file"), encrypted(plain));
    try (SeekableByteChannel in = key.decrypting(Files.newByteChannel(file), "run/file")) {
      assertEquals(plain.length, in.size());
      ByteBuffer some = ByteBuffer.allocate(8);
      in.position(MEBIBYTE - 60);
      while (some.hasRemaining() && in.read(some) >= 0) {
        assertTrue(some.position() > 0);
      }
      assertArrayEquals(Arrays.copyOfRange(plain, MEBIBYTE - 60, MEBIBYTE - 52), some.array());
    }
    byte[] altered = Files.readAllBytes(file);
    altered[MEBIBYTE] ^= 1;
    Files.write(file, altered);
    try (SeekableByteChannel in = key.decrypting(Files.newByteChannel(file), "run/file")) {
      in.position(MEBIBYTE);
      assertThrows(IOException.class, () -> in.read(ByteBuffer.allocate(8)));
    }
  }

  @Test
  void valuesAreBoundToTheirPlace() {
    String sealed = key.seal(new byte[] {1, 2, 3}, "run row 1");
    assertArrayEquals(new byte[] {1, 2, 3}, key.unseal(sealed, "run row 1"));
    assertThrows(GovernanceException.class, () -> key.unseal(sealed, "run row 2"));
    assertThrows(GovernanceException.class, () -> key.unseal("A" + sealed.substring(1) + "=", "x"));
    assertThrows(GovernanceException.class, () -> key.unseal("no Base64 !", "run row 1"));
  }

  @Test
  void filesAndValuesHaveKeysOfTheirOwn() {
    byte[] secret = bytes(Ciphers.KEY);
    byte[] files = Ciphers.derive(secret, "governance files");
    byte[] values = Ciphers.derive(secret, "governance values");
    assertTrue(!Arrays.equals(files, values) && !Arrays.equals(files, secret));
  }
}
