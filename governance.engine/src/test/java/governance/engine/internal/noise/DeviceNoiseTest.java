package governance.engine.internal.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.api.train.GradientPlan.NoiseSource;
import governance.engine.internal.TestDevice;
import governance.engine.internal.script.ScriptModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The generator of the device against RFC 8439, another implementation, and its distribution. */
class DeviceNoiseTest {
  private static final int COUNT = 1_000_000;

  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  /** Returns the key stream, block by block. */
  private int[] stream(byte[] key, long[] nonce, long counter, int blocks) {
    long[] words = new long[8];
    ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.setAll(words, i -> bytes.getInt());
    try (NDArray like = root.zeros(new Shape(1), DataType.FLOAT32)) {
      var call = script.call("chacha_blocks").with(like).with(words).with(nonce);
      NDArray all = call.with(counter).with((long) blocks).one(root);
      return all.transpose().toIntArray();
    }
  }

  /** Sections 2.3.2 and, with nothing but zeros, A.1 (test vector 1). */
  @Test
  void blocksAreThoseOfTheStandard() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    long[] nonce = {0x09000000, 0x4a000000, 0};
    assertArrayEquals(
        words(
            "e4e7f110 15593bd1 1fdd0f50 c47120a3 c7f4d1c7 0368c033 9aaa2204 4e6cd4c3"
                + " 466482d2 09aa9f07 05d7c214 a2028bd9 d19c12b5 b94e16de e883d0cb 4e3c50a2"),
        stream(key, nonce, 1, 1));
    assertArrayEquals(
        words(
            "ade0b876 903df1a0 e56a5d40 28bd8653 b819d2bd 1aed8da0 ccef36a8 c70d778b"
                + " 7c5941da 8d485751 3fe02477 374ad8b8 f4b8436a 1ca11815 69b687c3 8665eeb2"),
        stream(new byte[32], new long[3], 0, 1));
  }

  private static int[] words(String hex) {
    return Arrays.stream(hex.split(" ")).mapToInt(HexFormat::fromHexDigits).toArray();
  }

  /** Across the place where the counter's sign changes. */
  @Test
  void manyBlocksAreThoseOfTheJavaCipher() throws Exception {
    byte[] key = HexFormat.of().parseHex("c0ffee".repeat(10) + "0102");
    int first = Integer.MAX_VALUE - 3;
    Cipher cipher = Cipher.getInstance("ChaCha20");
    var from = new ChaCha20ParameterSpec(new byte[12], first);
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), from);
    ByteBuffer bytes = ByteBuffer.wrap(cipher.update(new byte[64 * 4]));
    int[] expected = new int[16 * 4];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(expected);
    int[] got = stream(key, new long[3], first, 7);
    assertArrayEquals(expected, Arrays.copyOf(got, expected.length));
  }

  /** Where 32 bits of the counter end the nonce's first word counts on. */
  @Test
  void theCounterHas64Bits() {
    int[] key = {1, 2, 3, 4, 5, 6, 7, 8};
    ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(key).forEach(bytes::putInt);
    long first = (5L << 32) - 2;
    int[] expected = NoiseReference.stream(key, first, 4);
    assertArrayEquals(expected, stream(bytes.array(), new long[3], first, 4));
  }

  private float[] add(NoiseSource source, float value, double deviation, long step) {
    NDArray sums = root.full(new Shape(COUNT), value);
    NDArray more = root.full(new Shape(3, 5), value);
    RowNoise noise = new RowNoise(script, source, 7, 1);
    noise.addOnDevice(List.of(sums, more), deviation, 0.5, step);
    float[] all = Arrays.copyOf(sums.toFloatArray(), COUNT + 15);
    System.arraycopy(more.toFloatArray(), 0, all, COUNT, 15);
    return all;
  }

  /** Kolmogorov and Smirnov's distance is above 1.95 / √n once in a thousand times. */
  @Test
  void noiseIsNormal() {
    float[] noisy = add(NoiseSource.SEEDED, 2, 0.3, 3);
    double[] z = new double[noisy.length];
    Arrays.setAll(z, i -> (noisy[i] - 1) / 0.15);
    double mean = Arrays.stream(z).average().orElseThrow();
    double second = Arrays.stream(z).map(x -> x * x).average().orElseThrow();
    double fourth = Arrays.stream(z).map(x -> x * x * x * x).average().orElseThrow();
    assertEquals(0, mean, 5 / Math.sqrt(COUNT));
    assertEquals(1, second, 5 * Math.sqrt(2.0 / COUNT));
    assertEquals(3, fourth, 5 * Math.sqrt(96.0 / COUNT));
    Arrays.sort(z);
    double distance = 0;
    for (int i = 0; i < z.length; i++) {
      double share = normal(z[i]);
      distance = Math.max(distance, Math.abs(share - (i + 0.5) / z.length));
    }
    assertTrue(distance < 1.95 / Math.sqrt(z.length), "distance " + distance);
    assertTrue(z[z.length - 1] > 4.2 && z[0] < -4.2, "no tails");
  }

  /** The normal distribution function, by its series (Marsaglia 2004). */
  private static double normal(double x) {
    if (Math.abs(x) > 7) {
      return x > 0 ? 1 : 0;
    }
    double sum = x;
    double term = x;
    for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void stepsAndNeighboursAreNotCorrelated() {
    float[] first = add(NoiseSource.SEEDED, 0, 1, 4);
    float[] next = add(NoiseSource.SEEDED, 0, 1, 5);
    double[] products = new double[3];
    int half = COUNT / 2;
    for (int i = 0; i < half; i++) {
      products[0] += first[i] * next[i] * 4;
      products[1] += first[i] * first[i + 1] * 4;
      // both numbers of a pair
      products[2] += first[i] * first[i + half] * 4;
    }
    for (double product : products) {
      assertEquals(0, product / half, 5 / Math.sqrt(half));
    }
    assertArrayEquals(first, add(NoiseSource.SEEDED, 0, 1, 4));
    assertFalse(
        Arrays.equals(
            add(NoiseSource.CRYPTOGRAPHIC, 0, 1, 4), add(NoiseSource.CRYPTOGRAPHIC, 0, 1, 4)));
  }

  /** The same grid whatever the data, or the low bits of the result would tell of them. */
  @Test
  void resultsLieOnAGridThatDoesNotDependOnTheData() {
    double grid = RowNoise.grid(0.3) * 0.5;
    for (float value : new float[] {0, 1e-9f, 0.1234567f, -3.1f}) {
      int odd = 0;
      for (float got : add(NoiseSource.CRYPTOGRAPHIC, value, 0.3, 0)) {
        assertEquals(Math.rint(got / grid), got / grid);
        odd += (int) Math.abs(got / grid) % 2;
      }
      assertEquals(0.5, odd / (double) COUNT, 0.005);
    }
  }
}
