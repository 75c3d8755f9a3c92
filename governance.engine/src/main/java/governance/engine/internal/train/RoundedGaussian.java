package governance.engine.internal.train;

/**
 * Gaussian numbers rounded to whole ones, from 32 bits each. The whole numbers are cut into cells
 * of one width. Each cell has a rectangle below the curve whose area is a multiple of 2^-15: 15
 * bits choose a rectangle and 14 a number of its cell, without any error. One number in a hundred
 * belongs to what is left between rectangles and curve, and comes from {@link CellRests}
 * (rectangles, wedges and tail, as Marsaglia, MacLaren and Bray 1964 have it). Threads may share
 * it.
 */
final class RoundedGaussian {
  /** Whole numbers of a cell, as a power of two. */
  static final int WIDTH_BITS = 14;

  /** Cells on either side of 0; the outermost ones stand for all that is further away. */
  static final int CELLS = 1024;

  private static final int SLOTS = 1 << 15;

  /** The float with these bits is 2^23; each whole number more is one unit of its last place. */
  private static final int UNITS = 0x4b000000;

  private static final float WHOLE = 1 << 23;

  /** Numbers that are drawn at once. */
  private static final int CHUNK = 2 * KeyStream.CHUNK;

  private final double deviation;
  private final float[] starts = new float[SLOTS];
  private final int certain;
  private final CellRests rests;

  /**
   * Prepares numbers of a standard deviation.
   *
   * @param deviation from 2^10 to 2^21, so that the outermost cells begin 8 deviations from 0
   */
  RoundedGaussian(double deviation) {
    if (!(deviation >= 1 << 10 && deviation <= 1 << 21)) {
      throw new IllegalArgumentException("deviation " + deviation + "; allowed: 2^10 to 2^21");
    }
    this.deviation = deviation;
    CellCurve curve = new CellCurve(deviation);
    int[] counts = new int[2 * CELLS];
    int next = 0;
    for (int cell = 1 - CELLS; cell < CELLS - 1; cell++) {
      // less than the exact share by more than any error of its computation
      int count = (int) Math.floor(curve.least(cell) * (1 << WIDTH_BITS) * SLOTS * (1 - 1e-12));
      for (int i = 0; i < count; i++) {
        starts[next++] = CellCurve.first(cell);
      }
      counts[cell + CELLS] = count;
    }
    certain = next;
    double[] covered = new double[2 * CELLS];
    for (int i = 0; i < covered.length; i++) {
      covered[i] = (double) counts[i] / SLOTS;
    }
    rests = new CellRests(curve, covered);
  }

  /** The standard deviation. */
  double deviation() {
    return deviation;
  }

  /** Share of the numbers that are not of a rectangle. */
  double open() {
    return 1 - (double) certain / SLOTS;
  }

  /** Returns the probability that a number comes from a cell's rectangle or from its rest. */
  double probability(int cell) {
    int count = 0;
    for (int slot = 0; slot < certain; slot++) {
      count += starts[slot] == CellCurve.first(cell) ? 1 : 0;
    }
    return (double) count / SLOTS + open() * rests.probability(cell);
  }

  /**
   * Fills with whole numbers.
   *
   * @param bits what they are made from
   * @param rare more bits, of which few are needed
   */
  void fill(float[] values, int count, KeyStream bits, KeyStream rare) {
    int[] chunk = new int[CHUNK];
    int[] open = new int[CHUNK];
    for (int from = 0; from < count; from += CHUNK) {
      bits.fill(chunk);
      int opened = fill(values, from, Math.min(CHUNK, count - from), chunk, open);
      for (int i = 0; i < opened; i++) {
        values[open[i]] = rests.next(rare);
      }
    }
  }

  /** Returns how many are left open, whose indices it writes down. */
  private int fill(float[] values, int from, int count, int[] chunk, int[] open) {
    float[] start = starts;
    int limit = certain;
    int opened = 0;
    for (int i = 0; i < count; i++) {
      int drawn = chunk[i];
      int slot = drawn & (SLOTS - 1);
      // the processor's own conversion of whole numbers is several times slower
      float place = Float.intBitsToFloat(UNITS | drawn >>> (32 - WIDTH_BITS)) - WHOLE;
      values[from + i] = start[slot] + place;
      if (slot >= limit) {
        open[opened++] = from + i;
      }
    }
    return opened;
  }
}
