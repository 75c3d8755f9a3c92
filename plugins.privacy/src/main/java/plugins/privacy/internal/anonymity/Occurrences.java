package plugins.privacy.internal.anonymity;

/** How often the codes of a column occur, with logarithms to base 2 of sums over regions. */
final class Occurrences {
  private static final double LOG_2 = Math.log(2);

  private final int[] before;
  private final double[] logs;

  private Occurrences(int[] before, double[] logs) {
    this.before = before;
    this.logs = logs;
  }

  static Occurrences of(int[] codes, int size) {
    int[] before = new int[size + 1];
    for (int code : codes) {
      before[code + 1]++;
    }
    double[] logs = new double[size];
    for (int code = 0; code < size; code++) {
      logs[code] = log2(before[code + 1]);
      before[code + 1] += before[code];
    }
    return new Occurrences(before, logs);
  }

  private static double log2(double count) {
    return count == 0 ? 0 : Math.log(count) / LOG_2;
  }

  /** Returns log2 of how often a code occurs. */
  double log(int code) {
    return logs[code];
  }

  /** Returns log2 of how many rows have a code from low to high. */
  double log(int low, int high) {
    return log2(rows(low, high));
  }

  /** Returns log2 of how many rows have a code of the region. */
  double log(Region region) {
    if (region.codes() == null) {
      return log(region.low(), region.high());
    }
    int rows = 0;
    for (int code : region.codes()) {
      rows += rows(code, code);
    }
    return log2(rows);
  }

  int rows(int low, int high) {
    return before[high + 1] - before[low];
  }

  /** Returns the bits that all rows lose when all values become one. */
  double entropy() {
    double bits = 0;
    double all = log(0, logs.length - 1);
    for (int code = 0; code < logs.length; code++) {
      bits += rows(code, code) * (all - logs[code]);
    }
    return bits;
  }
}
