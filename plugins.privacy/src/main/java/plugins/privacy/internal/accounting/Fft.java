package plugins.privacy.internal.accounting;

/**
 * Discrete Fourier transform of a complex sequence whose length is a power of two, in place. Radix
 * 2, decimation in time, with a table of roots that are each computed directly, so that rounding
 * errors grow with the logarithm of the length only.
 */
final class Fft {
  private final int length;
  private final double[] cosines;
  private final double[] sines;

  Fft(int length) {
    if (Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException("length " + length + " is no power of two");
    }
    this.length = length;
    cosines = new double[Math.max(1, length / 2)];
    sines = new double[cosines.length];
    for (int i = 0; i < cosines.length; i++) {
      double angle = -2 * Math.PI * i / length;
      cosines[i] = Math.cos(angle);
      sines[i] = Math.sin(angle);
    }
  }

  /** Transforms by Σ x(n)·e^(−2πikn/N). */
  void forward(double[] re, double[] im) {
    reverse(re, im);
    for (int half = 1; half < length; half *= 2) {
      int stride = length / (2 * half);
      if (half >= 8) {
        blocks(re, im, half, stride);
      } else {
        roots(re, im, half, stride);
      }
    }
  }

  /** Undoes {@link #forward}, division by the length included. */
  void inverse(double[] re, double[] im) {
    forward(im, re);
    for (int i = 0; i < length; i++) {
      re[i] /= length;
      im[i] /= length;
    }
  }

  private void roots(double[] re, double[] im, int half, int stride) {
    for (int j = 0; j < half; j++) {
      double c = cosines[j * stride];
      double s = sines[j * stride];
      for (int a = j; a < length; a += 2 * half) {
        butterfly(re, im, a, a + half, c, s);
      }
    }
  }

  private void blocks(double[] re, double[] im, int half, int stride) {
    for (int start = 0; start < length; start += 2 * half) {
      for (int j = 0; j < half; j++) {
        butterfly(re, im, start + j, start + j + half, cosines[j * stride], sines[j * stride]);
      }
    }
  }

  private static void butterfly(double[] re, double[] im, int a, int b, double c, double s) {
    double x = re[b] * c - im[b] * s;
    double y = re[b] * s + im[b] * c;
    re[b] = re[a] - x;
    im[b] = im[a] - y;
    re[a] += x;
    im[a] += y;
  }

  private void reverse(double[] re, double[] im) {
    int shift = Integer.numberOfLeadingZeros(length) + 1;
    for (int i = 1; i < length; i++) {
      int j = length == 1 ? 0 : Integer.reverse(i) >>> shift;
      if (i < j) {
        double x = re[i];
        re[i] = re[j];
        re[j] = x;
        double y = im[i];
        im[i] = im[j];
        im[j] = y;
      }
    }
  }
}
