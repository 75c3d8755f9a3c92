package governance.engine.internal.noise;

/**
 * Gaussian numbers rounded to whole ones. The whole numbers are cut into cells of one width. Each
 * cell has rectangles below the curve, all of one area: 63 numbers in 64 belong to them, so that 16
 * bits choose a rectangle and 14 a number of its cell without any error. The others, which bits of
 * their own choose, belong to what is left between rectangles and curve, and come from {@link
 * CellRests} (rectangles, wedges and tail, as Marsaglia, MacLaren and Bray 1964 have it). Threads
 * may share it.
 */
final class RoundedGaussian {
  /** Whole numbers of a cell, as a power of two. */
  static final int WIDTH_BITS = 14;

  /** Cells on either side of 0; the outermost ones stand for all that is further away. */
  static final int CELLS = 1024;

  /** A number belongs to no rectangle with the probability of so many bits being 0. */
  static final int OPEN_BITS = 6;

  private static final int SLOT_BITS = 16;
  private static final int SLOTS = 1 << SLOT_BITS;

  /** Share of the numbers that belong to no rectangle. */
  static final double OPEN = 1.0 / (1 << OPEN_BITS);

  /** Probability of a rectangle. */
  private static final double AREA = (1 - OPEN) / SLOTS;

  private final double deviation;
  private final float[] starts = new float[SLOTS];
  private final CellRests rests;

  /**
   * Prepares numbers of a standard deviation.
   *
   * @param deviation from 2^20 to 2^21, so that there is room for the rectangles, and the outermost
   *     cells begin 8 deviations from 0
   */
  RoundedGaussian(double deviation) {
    if (!(deviation >= 1 << 20 && deviation <= 1 << 21)) {
      throw new IllegalArgumentException("deviation " + deviation + "; allowed: 2^20 to 2^21");
    }
    this.deviation = deviation;
    CellCurve curve = new CellCurve(deviation);
    double[] covered = new double[2 * CELLS];
    int next = 0;
    for (int cell = 1 - CELLS; cell < CELLS - 1; cell++) {
      // less than there is room for by more than any error of its computation
      int room = (int) Math.floor(curve.least(cell) * (1 << WIDTH_BITS) / AREA * (1 - 1e-12));
      int count = Math.min(room, SLOTS - next);
      for (int i = 0; i < count; i++) {
        starts[next++] = CellCurve.first(cell);
      }
      covered[cell + CELLS] = count * AREA;
    }
    if (next < SLOTS) {
      throw new IllegalStateException("room for " + next + " of " + SLOTS + " rectangles");
    }
    rests = new CellRests(curve, covered);
  }

  /** The standard deviation. */
  double deviation() {
    return deviation;
  }

  /** Returns the probability that a number comes from a cell's rectangles or from its rest. */
  double probability(int cell) {
    int count = 0;
    for (float start : starts) {
      count += start == CellCurve.first(cell) ? 1 : 0;
    }
    return count * AREA + OPEN * rests.probability(cell);
  }

  /**
   * Makes some whole numbers.
   *
   * @param draw gives the bits and takes the numbers
   * @param count at most {@link NoiseDraw#MOST}
   */
  void fill(NoiseDraw draw, int count) {
    draw.bits();
    choose(starts, draw.drawn, draw.numbers, count);
    draw.places(WIDTH_BITS, count);
    join(draw.numbers, draw.places, count);
    int open = draw.open(count, OPEN_BITS);
    rests.fill(draw.numbers, draw.open, open, draw.rare);
  }

  private static void choose(float[] starts, int[] drawn, float[] numbers, int count) {
    for (int i = 0; i < count; i++) {
      // the mask changes nothing but tells the compiler that the index is in range
      numbers[i] = starts[drawn[i] >>> (Integer.SIZE - SLOT_BITS) & starts.length - 1];
    }
  }

  private static void join(float[] numbers, float[] places, int count) {
    for (int i = 0; i < count; i++) {
      numbers[i] += places[i] - NoiseDraw.WHOLE;
    }
  }
}
