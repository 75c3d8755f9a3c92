package governance.engine.internal.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoundedGaussianTest {
  private static final byte[] KEY = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
  private static final int COUNT = 4_000_000;
  private static final double UNIT = 1 << 20;

  private static double[] draw(int number, int count) {
    float[] values = whole(number, count);
    double[] units = new double[count];
    Arrays.setAll(units, i -> values[i] / UNIT);
    return units;
  }

  private static float[] whole(int number, int count) {
    float[] values = new float[count];
    RoundedGaussian normal = new RoundedGaussian(UNIT);
    NoiseDraw draw = new NoiseDraw();
    draw.begin(KEY, number);
    for (int at = 0; at < count; at += NoiseDraw.MOST) {
      int part = Math.min(NoiseDraw.MOST, count - at);
      normal.fill(draw, part);
      System.arraycopy(draw.numbers, 0, values, at, part);
    }
    return values;
  }

  /** Shares beyond points of the normal distribution, beyond where rectangles reach among them. */
  @Test
  void momentsAndTailsAreThoseOfTheNormalDistribution() {
    double[] z = draw(1, COUNT);
    double mean = Arrays.stream(z).average().orElseThrow();
    double second = Arrays.stream(z).map(x -> x * x).average().orElseThrow();
    double fourth = Arrays.stream(z).map(x -> x * x * x * x).average().orElseThrow();
    assertEquals(0, mean, 5 / Math.sqrt(COUNT));
    assertEquals(1, second, 5 * Math.sqrt(2.0 / COUNT));
    assertEquals(3, fourth, 5 * Math.sqrt(96.0 / COUNT));
    double[] points = {-4, -3.654, -2, -1, -0.1, 0.1, 1, 2, 3, 3.654, 4};
    double[] above = {
      0.99996833,
      0.99987091,
      0.97724987,
      0.84134475,
      0.53982784,
      0.46017216,
      0.15865525,
      0.02275013,
      0.00134990,
      0.00012909,
      0.00003167
    };
    for (int i = 0; i < points.length; i++) {
      double point = points[i];
      double share = Arrays.stream(z).filter(x -> x > point).count() / (double) COUNT;
      double error = Math.sqrt(above[i] * (1 - above[i]) / COUNT);
      assertEquals(above[i], share, 5 * error + 1e-8, "above " + point);
    }
  }

  @Test
  void neighboursAreNotCorrelatedAndStreamsDiffer() {
    double[] z = draw(2, COUNT);
    double product = 0;
    for (int i = 1; i < COUNT; i++) {
      product += z[i] * z[i - 1];
    }
    assertEquals(0, product / COUNT, 5 / Math.sqrt(COUNT));
    assertFalse(Arrays.equals(draw(3, 100), draw(4, 100)));
    assertArrayEquals(draw(3, 3000), draw(3, 3000));
    int most = NoiseDraw.MOST;
    assertArrayEquals(draw(3, most), Arrays.copyOf(draw(3, 3000), most));
  }

  @Test
  void numbersAreWholeAndBothEvenAndOdd() {
    int odd = 0;
    for (float value : whole(5, 10_000)) {
      assertEquals(Math.rint(value), value);
      odd += (int) Math.abs(value) % 2;
    }
    assertTrue(odd > 4500 && odd < 5500, odd + " of 10000 are odd");
  }

  /** AES-128 of a block of zeros under the key 00 01 … 0f, as OpenSSL computes it. */
  @Test
  void theKeyStreamIsThatOfTheCipher() {
    byte[] key = new byte[16];
    for (int i = 0; i < 16; i++) {
      key[i] = (byte) i;
    }
    long[] chunk = new long[KeyStream.CHUNK];
    new KeyStream(key, 0).fill(chunk);
    assertEquals(0xc6a13b37878f5b82L, Long.reverseBytes(chunk[0]));
    assertEquals(0x6f4f8162a1c8d879L, Long.reverseBytes(chunk[1]));
  }
}
