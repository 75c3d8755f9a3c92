package governance.engine.internal.noise;

import java.util.Arrays;

/**
 * Numbers of what is left between a curve and rectangles below it. The cell is drawn from a table
 * (Walker 1977, made as Vose 1991 has it), the number in it by rejection, with the curve computed
 * only where it is closer to the chord than that tells. Threads may share it.
 */
final class CellRests {
  private static final int COLUMNS = 2 * RoundedGaussian.CELLS;

  /** Bits of a long that choose a place of a cell leave those of its height. */
  private static final int HEIGHT_BITS = 64 - RoundedGaussian.WIDTH_BITS;

  /** Numbers of a column: what a draw needs lies in one line of the processor's cache. */
  private static final int WIDTH = 8;

  private static final int LOW = 0;
  private static final int SPAN = 1;
  private static final int START = 2;
  private static final int SLOPE = 3;
  private static final int BEND = 4;

  private final CellCurve curve;
  private final double[] table = new double[WIDTH * COLUMNS];

  /** What a column keeps of all that is drawn for it, and the beginning of its digits. */
  private final Share[] shares = new Share[COLUMNS];

  private final long[] keeps = new long[COLUMNS];

  /** The column that gets the rest. */
  private final int[] others = new int[COLUMNS];

  /**
   * Prepares.
   *
   * @param covered probability of each cell's rectangle, the lowest cell first
   */
  CellRests(CellCurve curve, double[] covered) {
    this.curve = curve;
    double[] rests = new double[COLUMNS];
    double width = 1 << RoundedGaussian.WIDTH_BITS;
    for (int i = 0; i < COLUMNS; i++) {
      int cell = i - RoundedGaussian.CELLS;
      rests[i] = probability(curve, i) - covered[i];
      double start = curve.at(CellCurve.first(cell));
      int at = WIDTH * i;
      table[at + LOW] = covered[i] / width;
      table[at + SPAN] = curve.greatest(cell) - table[at + LOW];
      table[at + START] = start;
      table[at + SLOPE] = (curve.at(CellCurve.last(cell)) - start) / (width - 1);
      table[at + BEND] = curve.bend(cell);
    }
    fill(rests);
  }

  private static double probability(CellCurve curve, int column) {
    if (column == 0 || column == COLUMNS - 1) {
      return curve.above(CellCurve.first(RoundedGaussian.CELLS - 1));
    }
    return curve.of(column - RoundedGaussian.CELLS);
  }

  /** Each column has the mean probability: a part of its own cell and the rest of another one. */
  private void fill(double[] rests) {
    double sum = Arrays.stream(rests).sum();
    double[] keep = new double[COLUMNS];
    int[] small = new int[COLUMNS];
    int[] large = new int[COLUMNS];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < COLUMNS; i++) {
      keep[i] = rests[i] / sum * COLUMNS;
      others[i] = i;
      if (keep[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int from = small[--smalls];
      int to = large[larges - 1];
      others[from] = to;
      keep[to] -= 1 - keep[from];
      if (keep[to] < 1) {
        larges--;
        small[smalls++] = to;
      }
    }
    // what is left over is 1 but for rounding, and its other cell is itself
    for (int i = 0; i < COLUMNS; i++) {
      shares[i] = Share.of(Math.min(1, keep[i]));
      keeps[i] = shares[i].word();
    }
  }

  /** Returns the probability of a cell's rest among all rests. */
  double probability(int cell) {
    int column = cell + RoundedGaussian.CELLS;
    double sum = kept(column);
    for (int i = 0; i < COLUMNS; i++) {
      sum += others[i] == column ? 1 - kept(i) : 0;
    }
    return sum / COLUMNS;
  }

  private double kept(int column) {
    return Math.scalb(keeps[column] + shares[column].rest(), -Share.BITS);
  }

  /**
   * Draws numbers as floats, rounded again where they have more than 24 bits. As nothing tells the
   * processor beforehand which way it goes, choices are computed rather than branched for.
   *
   * @param target takes the numbers
   * @param at for each number its index
   * @param count how many
   */
  void fill(float[] target, int[] at, int count, KeyStream bits) {
    int[] chosen = new int[count];
    int[] open = new int[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = column(bits.nextLong(), bits);
      open[i] = i;
    }
    // the cell stays the same until a place in it is accepted: it was drawn by what it has to give
    for (int left = count; left > 0; ) {
      int still = 0;
      for (int i = 0; i < left; i++) {
        int number = open[i];
        open[still] = number;
        still += draw(chosen[number], target, at[number], bits);
      }
      left = still;
    }
  }

  private int column(long drawn, KeyStream bits) {
    int column = (int) (drawn >>> Share.BITS);
    int other = others[column];
    long apart = (drawn & ((1L << Share.BITS) - 1)) - keeps[column];
    if (apart == 0) {
      return shares[column].rest(bits::nextLong) ? column : other;
    }
    // all ones where what is drawn is below the part that the column keeps
    int own = (int) (apart >> 63);
    return other ^ (column ^ other) & own;
  }

  /** Returns 1 if the number is to be drawn again, else 0. */
  private int draw(int column, float[] target, int index, KeyStream bits) {
    if (column == 0 || column == COLUMNS - 1) {
      float tail = tail(bits);
      target[index] = column == 0 ? -tail : tail;
      return 0;
    }
    int at = WIDTH * column;
    long drawn = bits.nextLong();
    int place = (int) (drawn >>> HEIGHT_BITS);
    long first = CellCurve.first(column - RoundedGaussian.CELLS);
    target[index] = first + place;
    double height =
        table[at + LOW] + (drawn & ((1L << HEIGHT_BITS) - 1)) * 0x1p-50 * table[at + SPAN];
    double over = height - (table[at + START] + table[at + SLOPE] * place);
    if (Math.abs(over) <= table[at + BEND]) {
      over = height - curve.at(first + place);
    }
    // below the curve it is negative
    return (int) (Double.doubleToRawLongBits(over) >>> 63) ^ 1;
  }

  /** A number beyond the outermost cells (Marsaglia 1964). */
  private float tail(KeyStream bits) {
    double from = (CellCurve.first(RoundedGaussian.CELLS - 1) - 0.5) / curve.deviation();
    while (true) {
      double x = -Math.log(bits.uniform()) / from;
      double y = -Math.log(bits.uniform());
      if (2 * y > x * x) {
        return (float) Math.rint((from + x) * curve.deviation());
      }
    }
  }
}
