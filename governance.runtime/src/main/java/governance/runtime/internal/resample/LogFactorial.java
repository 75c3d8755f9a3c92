package governance.runtime.internal.resample;

/** ln k!, by a table for small numbers and by Stirling's series, to about 1e-15 of its size. */
final class LogFactorial {
  private static final double[] TABLE = table();
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private LogFactorial() {}

  private static double[] table() {
    double[] table = new double[128];
    for (int k = 2; k < table.length; k++) {
      table[k] = table[k - 1] + Math.log(k);
    }
    return table;
  }

  /** Returns it for a whole number of at least 0. */
  static double of(double k) {
    if (k < TABLE.length) {
      return TABLE[(int) k];
    }
    double x = k + 1;
    double r = 1 / (x * x);
    double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x;
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series;
  }
}
