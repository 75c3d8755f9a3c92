package governance.runtime.internal.predictions;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A column of numbers in a range. */
final class NumberColumn implements FieldSink {
  private static final int SIZE = 1 << 16;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final String file;
  private final String name;
  private final double least;
  private final double most;
  private final String allowed;
  private final String advice;
  private final List<double[]> full = new ArrayList<>();
  private double[] chunk = new double[SIZE];
  private int used;

  /**
   * Makes a column.
   *
   * @param allowed the range in words
   * @param advice what to do when a number is outside
   */
  NumberColumn(String file, String name, double least, double most, String allowed, String advice) {
    this.file = file;
    this.name = name;
    this.least = least;
    this.most = most;
    this.allowed = allowed;
    this.advice = advice;
  }

  @Override
  public void add(char[] text, int offset, int length, long line) {
    double value = parse(text, offset, length);
    if (!(value >= least && value <= most)) {
      throw GovernanceException.data(
          file + " line " + line + " column " + name,
          "is \"" + new String(text, offset, Math.min(length, 40)) + "\"",
          allowed,
          advice);
    }
    if (used == SIZE) {
      full.add(chunk);
      chunk = new double[SIZE];
      used = 0;
    }
    chunk[used++] = value;
  }

  /**
   * Returns the number, NaN where there is none. Digits that fit in 53 bits divided by a power of
   * ten that is exact are rounded once, which is right (Clinger 1990); all else is left to Java.
   */
  static double parse(char[] text, int offset, int length) {
    long digits = 0;
    int decimals = -1;
    for (int i = offset; i < offset + length; i++) {
      char c = text[i];
      if (c == '.' && decimals < 0) {
        decimals = 0;
      } else if (c >= '0' && c <= '9' && length <= 16) {
        digits = 10 * digits + (c - '0');
        decimals += decimals >= 0 ? 1 : 0;
      } else {
        return slow(text, offset, length);
      }
    }
    boolean empty = length == 0 || length == 1 && decimals == 0;
    return empty ? Double.NaN : digits / POWERS[Math.max(0, decimals)];
  }

  private static double slow(char[] text, int offset, int length) {
    try {
      return Double.parseDouble(new String(text, offset, length).strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Returns the values; only once. */
  double[] take() {
    double[] all = new double[full.size() * SIZE + used];
    for (int c = 0; c < full.size(); c++) {
      System.arraycopy(full.get(c), 0, all, c * SIZE, SIZE);
      full.set(c, null);
    }
    System.arraycopy(chunk, 0, all, all.length - used, used);
    chunk = null;
    return all;
  }

  static double[] complement(double[] of) {
    double[] rest = new double[of.length];
    Arrays.setAll(rest, i -> 1 - of[i]);
    return rest;
  }
}
