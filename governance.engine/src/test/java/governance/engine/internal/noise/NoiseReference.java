package governance.engine.internal.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The noise of devices computed the plain way, with the key stream of the Java runtime. */
final class NoiseReference {
  private static final int VALUES = 6;
  private static final int PAIRS = 3;

  /** Of cosine and sine from the second power on, from the lowest power up. */
  private static final double[] EVEN = new double[8];

  private static final double[] ODD = new double[8];

  static {
    double factorial = 1;
    for (int n = 2; n <= 17; n++) {
      factorial *= n;
      (n % 2 == 0 ? EVEN : ODD)[n / 2 - 1] = (n / 2 % 2 == 0 ? 1 : -1) / factorial;
    }
  }

  private NoiseReference() {}

  /** Returns sums with noise; value i is number {@code first + i} of the step. */
  static float[] add(
      float[] sums, int[] key, long first, double deviation, double inverse, double scale) {
    long from = first / VALUES;
    int[] words = stream(key, from, (int) ((first + sums.length - 1) / VALUES - from) + 1);
    float[] noisy = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      int at = (int) ((first + i) / VALUES - from);
      int[] block = Arrays.copyOfRange(words, 16 * at, 16 * at + 16);
      float noise = (float) noise(block, (int) ((first + i) % VALUES), deviation);
      noisy[i] = ((float) Math.rint(sums[i] * (float) inverse) + noise) * (float) scale;
    }
    return noisy;
  }

  /** The nonce's first word counts the times that 32 bits of the counter ended. */
  static int[] stream(int[] key, long from, int blocks) {
    ByteBuffer keys = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(key).forEach(keys::putInt);
    ByteBuffer all = ByteBuffer.allocate(64 * blocks).order(ByteOrder.LITTLE_ENDIAN);
    for (long block = from; block < from + blocks; ) {
      int count = (int) Math.min(from + blocks - block, (1L << 32) - (block & 0xffffffffL));
      ByteBuffer nonce = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
      nonce.putInt((int) (block >>> 32));
      try {
        Cipher cipher = Cipher.getInstance("ChaCha20");
        var place = new ChaCha20ParameterSpec(nonce.array(), (int) block);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.array(), "ChaCha20"), place);
        all.put(cipher.update(new byte[64 * count]));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
      block += count;
    }
    return IntStream.range(0, 16 * blocks).map(i -> all.getInt(4 * i)).toArray();
  }

  private static double noise(int[] block, int number, double deviation) {
    int pair = number % PAIRS;
    double[] xy = gauss(block[pair], block[3 + pair], block[6 + pair], block[9 + pair], deviation);
    int smooth = number < PAIRS ? block[12 + pair] & 0xffff : block[12 + pair] >>> 16;
    return Math.rint(xy[number / PAIRS]) + smooth - 32768;
  }

  /** Returns both numbers before they are rounded. */
  static double[] gauss(int a, int b, int c, int d, double deviation) {
    double r = Math.sqrt(-2 * log(unit(a, b))) * deviation;
    double t = turns(c, d) * (Math.PI / 2);
    double w = t * t;
    double cos = series(EVEN, w) * w + 1;
    double sin = series(ODD, w) * w * t + t;
    return switch (c >>> 30) {
      case 0 -> new double[] {cos * r, sin * r};
      case 1 -> new double[] {-sin * r, cos * r};
      case 2 -> new double[] {-cos * r, -sin * r};
      default -> new double[] {sin * r, -cos * r};
    };
  }

  private static double series(double[] coefficients, double w) {
    double sum = coefficients[coefficients.length - 1];
    for (int i = coefficients.length - 2; i >= 0; i--) {
      sum = sum * w + coefficients[i];
    }
    return sum;
  }

  /** A number in (0, 1]. */
  static double unit(int high, int low) {
    return Math.scalb(high + 0x1p31, -32) + Math.scalb(low + 0x1p31 + 0.5, -64);
  }

  /** Quarter turns from -1/2 to 1/2. */
  static double turns(int high, int low) {
    return Math.scalb((double) (high << 2), -32) + Math.scalb(low + 0x1p31 + 0.5, -62);
  }

  /** The logarithm from 2 artanh. */
  static double log(double u) {
    int k = Math.getExponent(u) + 1;
    double m = Math.scalb(u, -k);
    if (m < Math.sqrt(0.5)) {
      m *= 2;
      k--;
    }
    double s = (m - 1) / (m - 1 + 2);
    double z = s * s;
    double sum = 2.0 / 21;
    for (int n = 19; n >= 3; n -= 2) {
      sum = sum * z + 2.0 / n;
    }
    double high = Math.scalb(Math.floor(Math.scalb(Math.log(2), 40)), -40);
    return sum * z * s + k * 7.371002565167799e-13 + (s + s) + k * high;
  }
}
