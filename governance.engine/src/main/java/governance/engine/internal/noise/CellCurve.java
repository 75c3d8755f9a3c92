package governance.engine.internal.noise;

/**
 * The probabilities of a Gaussian number rounded to the nearest whole one, cell by cell. Cell c is
 * that of the numbers from c 2^14 to (c + 1) 2^14 - 1. All is computed in double precision to
 * within a few units of the last place.
 */
final class CellCurve {
  private static final double ROOT = Math.sqrt(2 * Math.PI);

  /** Gauss and Legendre's rule of five points on [-1, 1]. */
  private static final double[] POINTS = {0, 0.5384693101056831, 0.906179845938664};

  private static final double[] SHARES = {
    0.5688888888888889, 0.47862867049936647, 0.23692688505618908
  };

  private final double deviation;

  CellCurve(double deviation) {
    this.deviation = deviation;
  }

  double deviation() {
    return deviation;
  }

  static long first(int cell) {
    return (long) cell << RoundedGaussian.WIDTH_BITS;
  }

  static long last(int cell) {
    return first(cell + 1) - 1;
  }

  private double density(double x) {
    return Math.exp(-0.5 * x * x) / (ROOT * deviation);
  }

  /**
   * Returns the probability of one number: the integral of the density over one unit, from its
   * value and its second derivative in the middle.
   */
  double at(long number) {
    double x = number / deviation;
    return density(x) * (1 + (x * x - 1) / (24 * deviation * deviation));
  }

  /** Returns the least probability of a number of a cell. */
  double least(int cell) {
    return Math.min(at(first(cell)), at(last(cell)));
  }

  /** Returns the greatest probability of a number of a cell. */
  double greatest(int cell) {
    return Math.max(at(first(cell)), at(last(cell)));
  }

  /** Returns the probability of a cell. */
  double of(int cell) {
    double half = Math.scalb(0.5, RoundedGaussian.WIDTH_BITS);
    double middle = first(cell) - 0.5 + half;
    double sum = SHARES[0] * density(middle / deviation);
    for (int i = 1; i < POINTS.length; i++) {
      double left = density((middle - half * POINTS[i]) / deviation);
      double right = density((middle + half * POINTS[i]) / deviation);
      sum += SHARES[i] * (left + right);
    }
    return sum * half;
  }

  /**
   * Returns the probability of a number and all above it, at least 7 deviations from 0, where the
   * asymptotic series is right to 10^-5 of it.
   */
  double above(long number) {
    double x = (number - 0.5) / deviation;
    double y = 1 / (x * x);
    return density(x) * deviation / x * (1 - y * (1 - 3 * y * (1 - 5 * y * (1 - 7 * y))));
  }

  /**
   * Returns how far the curve lies from a cell's chord at most: h² / 8 times the second derivative.
   */
  double bend(int cell) {
    double width = Math.scalb(1 / deviation, RoundedGaussian.WIDTH_BITS);
    double x = Math.max(Math.abs(first(cell)), Math.abs(last(cell))) / deviation;
    return width * width / 8 * (1 + x * x) * greatest(cell) * (1 + 1e-9);
  }
}
