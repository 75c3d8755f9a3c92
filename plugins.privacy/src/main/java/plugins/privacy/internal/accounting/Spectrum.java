package plugins.privacy.internal.accounting;

/**
 * The transforms of two real sequences that are composed side by side: one is the real, the other
 * the imaginary part of one complex sequence, so that a single transform serves both.
 */
final class Spectrum {
  /** Below this modulus squared a power is 0 beside the errors of rounding. */
  private static final double NOTHING = 1e-80;

  private final int length;
  private final Fft fft;
  private final double[] composed = new double[4];
  private final double[][] product;
  private boolean begun;

  Spectrum(int length) {
    this.length = length;
    fft = new Fft(length);
    product = new double[4][length / 2 + 1];
  }

  /** Multiplies by the transforms of both sequences to a power; the arrays are overwritten. */
  void compose(double[] first, double[] second, long power) {
    fft.forward(first, second);
    for (int k = 0; k <= length / 2; k++) {
      int mirror = (length - k) & (length - 1);
      double re = first[k];
      double im = second[k];
      multiply(0, k, (re + first[mirror]) / 2, (im - second[mirror]) / 2, power);
      multiply(2, k, (im + second[mirror]) / 2, (first[mirror] - re) / 2, power);
    }
    begun = true;
  }

  private void multiply(int part, int k, double re, double im, long power) {
    raise(re, im, power);
    double x = composed[0];
    double y = composed[1];
    double[] real = product[part];
    double[] imaginary = product[part + 1];
    if (begun) {
      double r = real[k] * x - imaginary[k] * y;
      y = real[k] * y + imaginary[k] * x;
      x = r;
    }
    real[k] = x;
    imaginary[k] = y;
  }

  /** Squares and multiplies, into {@link #composed}. */
  private void raise(double re, double im, long power) {
    double x = 1;
    double y = 0;
    double a = re;
    double b = im;
    for (long left = power; ; ) {
      if ((left & 1) == 1) {
        double r = x * a - y * b;
        y = x * b + y * a;
        x = r;
      }
      left >>= 1;
      if (left == 0) {
        break;
      }
      double r = a * a - b * b;
      b = 2 * a * b;
      a = r;
      if (a * a + b * b < NOTHING) {
        x = 0;
        y = 0;
        break;
      }
    }
    composed[0] = x;
    composed[1] = y;
  }

  /** The mean modulus of a sequence's transform, which errors of rounding are in proportion to. */
  double meanModulus(int sequence) {
    double sum = 0;
    for (int k = 0; k <= length / 2; k++) {
      double modulus = Math.hypot(product[2 * sequence][k], product[2 * sequence + 1][k]);
      sum += k == 0 || k == length / 2 ? modulus : 2 * modulus;
    }
    return sum / length;
  }

  /** Transforms back into two arrays. */
  void invert(double[] first, double[] second) {
    for (int k = 0; k <= length / 2; k++) {
      int mirror = (length - k) & (length - 1);
      first[mirror] = product[0][k] + product[3][k];
      second[mirror] = product[2][k] - product[1][k];
      first[k] = product[0][k] - product[3][k];
      second[k] = product[2][k] + product[1][k];
    }
    fft.inverse(first, second);
  }
}
