package plugins.privacy.internal.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FftTest {
  @Test
  void agreesWithTheSum() {
    for (int n = 1; n <= 256; n *= 2) {
      double[] re = new SplittableRandom(n).doubles(n).toArray();
      double[] im = new SplittableRandom(n + 1).doubles(n).toArray();
      double[] fastRe = re.clone();
      double[] fastIm = im.clone();
      new Fft(n).forward(fastRe, fastIm);
      for (int k = 0; k < n; k++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int i = 0; i < n; i++) {
          double angle = -2 * Math.PI * i * k / n;
          sumRe += re[i] * Math.cos(angle) - im[i] * Math.sin(angle);
          sumIm += re[i] * Math.sin(angle) + im[i] * Math.cos(angle);
        }
        assertEquals(sumRe, fastRe[k], 1e-11);
        assertEquals(sumIm, fastIm[k], 1e-11);
      }
      new Fft(n).inverse(fastRe, fastIm);
      for (int i = 0; i < n; i++) {
        assertEquals(re[i], fastRe[i], 1e-14);
        assertEquals(im[i], fastIm[i], 1e-14);
      }
    }
  }

  @Test
  void composesTwoSequencesAtOnce() {
    double[] first = {0.5, 0.5, 0, 0, 0, 0, 0, 0};
    double[] second = {0.25, 0, 0.75, 0, 0, 0, 0, 0};
    Spectrum spectrum = new Spectrum(8);
    spectrum.compose(first, second, 3);
    spectrum.invert(first, second);
    double[] thrice = {0.125, 0.375, 0.375, 0.125, 0, 0, 0, 0};
    for (int i = 0; i < 8; i++) {
      assertEquals(thrice[i], first[i], 1e-15);
      double want = i % 2 == 1 ? 0 : new double[] {1, 9, 27, 27}[i / 2] / 64;
      assertEquals(want, second[i], 1e-15);
    }
  }

  @Test
  void refusesOtherLengths() {
    assertThrows(IllegalArgumentException.class, () -> new Fft(12));
  }
}
