package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import governance.api.train.GradientPlan.NoiseSource;
import governance.engine.internal.nn.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gaussian noise for sums of clipped gradients. Each value takes 64 bits or more of a key stream
 * through the modified ziggurat of {@link java.util.random.RandomGenerator#nextGaussian()}, in
 * double precision. Sum and noise are rounded to multiples of one power of two before they are
 * added, so that which numbers can come out does not depend on the data, as the bits of
 * floating-point noise would (Mironov 2012). Used by one thread; draws on several.
 */
final class RowNoise {
  /** The grid is between 2^-20 and 2^-21 deviations wide: 24 bits hold 8 deviations exactly. */
  private static final int GRID = 20;

  /** Values of one stream. */
  private static final int BLOCK = 1 << 14;

  private final NoiseSource source;
  private final long seed;
  private final boolean parallel;
  private final SecureRandom system = new SecureRandom();

  /**
   * Prepares noise.
   *
   * @param seed decides seeded noise together with the step
   * @param parallel whether several threads may draw
   */
  RowNoise(NoiseSource source, long seed, boolean parallel) {
    this.source = source;
    this.seed = seed;
    this.parallel = parallel;
  }

  /**
   * Adds noise of a deviation to each value, then multiplies by a factor.
   *
   * @param sums float32
   * @param deviation above 0
   * @param step number of the step; each step is drawn for once
   */
  void add(List<NDArray> sums, double deviation, double factor, long step) {
    double grid = Math.scalb(1.0, Math.getExponent(deviation) - GRID);
    byte[] key = key(step);
    int first = 0;
    for (NDArray sum : sums) {
      FloatBuffer values = NativeMemory.of(sum).asFloatBuffer();
      int blocks = (values.capacity() + BLOCK - 1) / BLOCK;
      int offset = first;
      IntStream range = IntStream.range(0, blocks);
      (parallel ? range.parallel() : range)
          .forEach(b -> block(values, b, new KeyStream(key, offset + b), deviation, grid, factor));
      first += blocks;
    }
  }

  /**
   * Returns values with noise of a deviation, on the same kind of grid.
   *
   * @param number tells what is released in a step apart from its gradient and the rest, from 0
   */
  double[] added(double[] values, double deviation, long step, int number) {
    double grid = Math.scalb(1.0, Math.getExponent(deviation) - GRID);
    // no gradient has a step below 0: its stream is never used again
    KeyStream stream = new KeyStream(key(~step), number);
    return Arrays.stream(values)
        .map(
            v -> (Math.rint(v / grid) + Math.rint(stream.nextGaussian() * deviation / grid)) * grid)
        .toArray();
  }

  private static void block(
      FloatBuffer values, int b, KeyStream stream, double deviation, double grid, double factor) {
    int from = b * BLOCK;
    float[] part = new float[Math.min(BLOCK, values.capacity() - from)];
    values.get(from, part);
    double inverse = 1 / grid;
    double units = deviation * inverse;
    double scale = grid * factor;
    for (int i = 0; i < part.length; i++) {
      double whole = Math.rint(part[i] * inverse) + Math.rint(stream.nextGaussian() * units);
      part[i] = (float) (whole * scale);
    }
    values.put(from, part);
  }

  private byte[] key(long step) {
    byte[] key = new byte[16];
    if (source == NoiseSource.CRYPTOGRAPHIC) {
      system.nextBytes(key);
      return key;
    }
    try {
      byte[] text = ByteBuffer.allocate(16).putLong(seed).putLong(step).array();
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(text), key.length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
