package governance.engine.internal.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key stream of AES-128 in counter mode as random numbers (NIST SP 800-38A, section 6.5). Who
 * does not know the key cannot tell it from chance. Streams of one key with different numbers do
 * not overlap before 2^64 blocks. Used by one thread.
 */
public final class KeyStream implements RandomGenerator {
  /** Numbers made at once. */
  static final int CHUNK = 1024;

  private static final byte[] ZEROS = new byte[CHUNK * Long.BYTES];

  private final Cipher cipher;
  private final byte[] bytes = new byte[CHUNK * Long.BYTES];
  private final long[] longs = new long[CHUNK];
  private int next = CHUNK;

  /**
   * Begins a stream.
   *
   * @param key 16 bytes
   * @param number which of the key's streams
   */
  public KeyStream(byte[] key, long number) {
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES in counter mode", e);
    }
    begin(key, number);
  }

  /** Goes to the beginning of another stream, which takes less time than making an object. */
  void begin(byte[] key, long number) {
    byte[] first = ByteBuffer.allocate(16).putLong(number).putLong(0).array();
    try {
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(first));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    next = CHUNK;
  }

  /** Returns a key from the system that nobody knows. */
  public static byte[] freshKey() {
    byte[] key = new byte[16];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /** Fills an array of at most {@link #CHUNK} numbers with random bits. */
  void fill(long[] numbers) {
    more(numbers.length * Long.BYTES).asLongBuffer().get(numbers);
  }

  /** Fills an array of at most twice as many numbers with random bits. */
  void fill(int[] numbers) {
    more(numbers.length * Integer.BYTES).asIntBuffer().get(numbers);
  }

  private ByteBuffer more(int count) {
    try {
      cipher.update(ZEROS, 0, count, bytes, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public long nextLong() {
    if (next == CHUNK) {
      fill(longs);
      next = 0;
    }
    return longs[next++];
  }

  /** Returns a number in (0, 1], a multiple of 2^-53. */
  double uniform() {
    return ((nextLong() >>> 11) + 1) * 0x1p-53;
  }
}
