package governance.engine.internal.noise;

import ai.djl.ndarray.NDArray;
import governance.api.GovernanceException;
import governance.api.train.GradientPlan.NoiseSource;
import governance.engine.internal.memory.NativeMemory;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.work.SharedLoop;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Gaussian noise for sums of clipped gradients, from a key stream. Sum and noise are rounded to
 * multiples of one power of two before they are added, so that which numbers can come out does not
 * depend on the data, as the bits of floating-point noise would (Mironov 2012). Used by one thread;
 * draws on several.
 */
public final class RowNoise {
  /** The grid is between 2^-20 and 2^-21 deviations wide: 24 bits hold 8 deviations exactly. */
  private static final int GRID = 20;

  /** Values of one stream. */
  private static final int BLOCK = 1 << 15;

  private static final int KEY_BYTES = 16;

  private static final float WHOLE = 1.5f * (1 << 23);

  /** Sums of at most so many steps of the grid are made whole by {@link #WHOLE}. */
  private static final float USUAL = 1 << 22;

  private final ScriptModule script;
  private final NoiseSource source;
  private final long seed;
  private final int threads;
  private final SecureRandom system = new SecureRandom();
  private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();
  private RoundedGaussian drawn;

  /**
   * Prepares noise.
   *
   * @param seed decides seeded noise together with the step
   * @param threads that draw in the processor's memory
   */
  public RowNoise(ScriptModule script, NoiseSource source, long seed, int threads) {
    this.script = script;
    this.source = source;
    this.seed = seed;
    this.threads = threads;
  }

  /**
   * Returns the deviation that hides a row, rounding included: both sums are rounded to a grid of
   * at most 2^-20 deviations, so they may lie √n times that further apart than before.
   *
   * @param multiplier deviation over what a row moves the sum by, above 0
   * @param bound what a row moves the sum by at most before rounding, in the Euclidean norm
   * @param values number n of values of the sum
   * @throws GovernanceException if rounding moves the sum by as much as the noise
   */
  public static double deviation(double multiplier, double bound, long values) {
    double rounding = Math.scalb(multiplier * Math.sqrt(values), -GRID);
    if (!(rounding < 1)) {
      throw GovernanceException.spec(
          "train.gradientPolicy",
          "has a noise multiplier of " + multiplier + " for " + values + " trained values",
          "below " + Math.scalb(1 / Math.sqrt(values), GRID),
          "Train fewer parameters (model.adapter, model.freeze), or allow a greater epsilon");
    }
    return multiplier * bound / (1 - rounding);
  }

  /** Returns the step of the grid that sums and noise of a deviation above 0 lie on. */
  public static double grid(double deviation) {
    return Math.scalb(1.0, Math.getExponent(deviation) - GRID);
  }

  /**
   * Adds noise of a deviation to each value, then multiplies by a factor, on a device.
   *
   * @param sums float32
   * @param deviation above 0
   * @param step number of the step; each step is drawn for once
   */
  public void addOnDevice(List<NDArray> sums, double deviation, double factor, long step) {
    NoiseForm form = NoiseForm.of(script, sums.get(0).getDevice());
    byte[] key = key(step, DeviceNoise.KEY_BYTES);
    new DeviceNoise(form, key, deviation, grid(deviation), factor).add(sums);
  }

  /**
   * The same in the processor's memory.
   *
   * @param held rows of the first sum that hold values; the others count as 0 whatever they hold.
   *     Null if all do
   * @return the Euclidean norm of the result, not finite if a value is not
   */
  public double add(List<NDArray> sums, BitSet held, double deviation, double factor, long step) {
    double grid = grid(deviation);
    List<NoisePiece> pieces = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      FloatBuffer values = NativeMemory.of(sums.get(i)).asFloatBuffer();
      boolean rows = i == 0 && held != null;
      int width = rows ? (int) sums.get(i).getShape().get(1) : 1;
      NoisePiece.cut(values, rows ? held : null, width, BLOCK, pieces);
    }
    float inverse = (float) (1 / grid);
    float scale = (float) (grid * factor);
    Draw draw = new Draw(key(step, KEY_BYTES), normal(deviation / grid), inverse, scale);
    double[] squares = new double[pieces.size()];
    SharedLoop.run(threads, squares.length, i -> squares[i] = add(pieces.get(i), i, draw));
    return Math.sqrt(Arrays.stream(squares).sum());
  }

  private double add(NoisePiece piece, int number, Draw draw) {
    Scratch own = free.poll();
    Scratch scratch = own == null ? new Scratch() : own;
    scratch.draw.begin(draw.key, number);
    double squares = add(piece, draw, scratch);
    free.add(scratch);
    return squares;
  }

  private static double add(NoisePiece piece, Draw draw, Scratch scratch) {
    scratch.squares.clear();
    for (int at = 0; at < piece.count(); at += NoiseDraw.MOST) {
      NoisePiece part = piece.part(at, NoiseDraw.MOST);
      draw.normal.fill(scratch.draw, part.count());
      float[] values = scratch.draw.numbers;
      add(part, draw, scratch.sums, values);
      scratch.squares.add(values, part.count());
      part.write(values);
    }
    return scratch.squares.sum();
  }

  private static void add(NoisePiece part, Draw draw, float[] sums, float[] noise) {
    if (part.empty()) {
      scale(noise, part.count(), draw.scale);
    } else if (part.read(sums) * draw.inverse <= USUAL) {
      addUsual(sums, noise, part.count(), draw.inverse, draw.scale);
    } else {
      // halves would tell that a sum was great, so each is made whole, however great it is
      addAny(sums, noise, part.count(), draw.inverse, draw.scale);
    }
  }

  /**
   * Returns values with noise of a deviation, on the same kind of grid.
   *
   * @param number tells what is released in a step apart from its gradient and the rest, from 0
   */
  public double[] added(double[] values, double deviation, long step, int number) {
    double grid = grid(deviation);
    // no gradient has a step below 0: its stream is never used again
    KeyStream stream = new KeyStream(key(~step, KEY_BYTES), number);
    return Arrays.stream(values)
        .map(
            v -> (Math.rint(v / grid) + Math.rint(stream.nextGaussian() * deviation / grid)) * grid)
        .toArray();
  }

  /** The deviation stays the same during a training. */
  private RoundedGaussian normal(double deviation) {
    if (drawn == null || drawn.deviation() != deviation) {
      drawn = new RoundedGaussian(deviation);
    }
    return drawn;
  }

  private static void scale(float[] noise, int count, float scale) {
    for (int i = 0; i < count; i++) {
      noise[i] *= scale;
    }
  }

  private static void addUsual(float[] sums, float[] noise, int count, float inverse, float scale) {
    for (int i = 0; i < count; i++) {
      // adding and subtracting it leaves a whole number, the nearest one up to 2^22
      float whole = (sums[i] * inverse + WHOLE) - WHOLE;
      noise[i] = (whole + noise[i]) * scale;
    }
  }

  private static void addAny(float[] sums, float[] noise, int count, float inverse, float scale) {
    for (int i = 0; i < count; i++) {
      float units = sums[i] * inverse;
      // floats from 2^23 on are whole
      float whole = Math.abs(units) < 0x1p23f ? (float) Math.rint(units) : units;
      noise[i] = (whole + noise[i]) * scale;
    }
  }

  private byte[] key(long step, int length) {
    byte[] key = new byte[length];
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

  /** How noise is drawn and added in a step. */
  private record Draw(byte[] key, RoundedGaussian normal, float inverse, float scale) {}

  /** What a thread needs, used again in the next step: it would fill the Java heap. */
  private static final class Scratch {
    final NoiseDraw draw = new NoiseDraw();
    final float[] sums = new float[NoiseDraw.MOST];
    final SquareSum squares = new SquareSum();
  }
}
