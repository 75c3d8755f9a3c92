package governance.engine.internal.noise;

import java.util.Arrays;

/**
 * Numbers of what is left between a curve and rectangles below it. The cell is drawn from a table
 * (Walker 1977, made as Vose 1991 has it), the number in it by rejection, with the curve computed
 * only where it is closer to the chord than that tells. Threads may share it.
 */
final class CellRests {
  private static final int COLUMNS = 2 * RoundedGaussian.CELLS;

  /** Bits that choose a column, and those that are left of a long. */
  private static final int COLUMN_BITS = 11;

  private static final int REST_BITS = 64 - COLUMN_BITS;
  private static final int HEIGHT_BITS = 64 - RoundedGaussian.WIDTH_BITS;

  /** Numbers of a column: what a draw needs lies in one line of the processor's cache. */
  private static final int WIDTH = 8;

  private static final int KEEP = 0;
  private static final int OTHER = 1;
  private static final int LOW = 2;
  private static final int SPAN = 3;
  private static final int START = 4;
  private static final int SLOPE = 5;
  private static final int BEND = 6;

  private final CellCurve curve;
  private final double[] table = new double[WIDTH * COLUMNS];

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
      table[WIDTH * i + OTHER] = i;
      if (keep[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int from = small[--smalls];
      int to = large[larges - 1];
      table[WIDTH * from + OTHER] = to;
      keep[to] -= 1 - keep[from];
      if (keep[to] < 1) {
        larges--;
        small[smalls++] = to;
      }
    }
    // what is left over is 1 but for rounding, and its other cell is itself
    for (int i = 0; i < COLUMNS; i++) {
      table[WIDTH * i + KEEP] = keep[i];
    }
  }

  /** Returns the probability of a cell's rest among all rests. */
  double probability(int cell) {
    int column = cell + RoundedGaussian.CELLS;
    double sum = Math.min(1, table[WIDTH * column + KEEP]);
    for (int at = 0; at < table.length; at += WIDTH) {
      sum += table[at + OTHER] == column ? Math.max(0, 1 - table[at + KEEP]) : 0;
    }
    return sum / COLUMNS;
  }

  /** Returns a number as a float, rounded again where it has more than 24 bits. */
  float next(KeyStream bits) {
    long drawn = bits.nextLong();
    int column = (int) (drawn >>> REST_BITS);
    double part = (drawn & ((1L << REST_BITS) - 1)) * 0x1p-53;
    int at = WIDTH * column;
    int chosen = part < table[at + KEEP] ? column : (int) table[at + OTHER];
    if (chosen == 0 || chosen == COLUMNS - 1) {
      float tail = tail(bits);
      return chosen == 0 ? -tail : tail;
    }
    return CellCurve.first(chosen - RoundedGaussian.CELLS) + place(chosen, bits);
  }

  /**
   * The cell stays the same until a place in it is accepted: it was drawn by what it has to give.
   */
  private int place(int i, KeyStream bits) {
    int at = WIDTH * i;
    while (true) {
      long drawn = bits.nextLong();
      int place = (int) (drawn >>> HEIGHT_BITS);
      double height =
          table[at + LOW] + (drawn & ((1L << HEIGHT_BITS) - 1)) * 0x1p-50 * table[at + SPAN];
      if (below(i, place, height)) {
        return place;
      }
    }
  }

  private boolean below(int i, int place, double height) {
    int at = WIDTH * i;
    double over = height - (table[at + START] + table[at + SLOPE] * place);
    if (Math.abs(over) > table[at + BEND]) {
      return over < 0;
    }
    return height < curve.at(CellCurve.first(i - RoundedGaussian.CELLS) + place);
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
