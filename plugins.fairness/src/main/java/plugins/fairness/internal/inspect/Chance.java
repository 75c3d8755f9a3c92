package plugins.fairness.internal.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** How probable what was seen is by chance alone. */
final class Chance {
  /** What is reported as more than chance. */
  static final double LEVEL = 0.05;

  private static final int MOST_TERMS = 10_000;
  private static final double PRECISION = 1e-15;
  private static final double TINY = 1e-300;

  private static final double[] LANCZOS = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private Chance() {}

  /** Returns the probability of a normal variable farther from 0 than z, on either side. */
  static double normal(double z) {
    return chiSquare(z * z, 1);
  }

  /** Returns the probability of a chi-square variable of at least x; NaN without freedom. */
  static double chiSquare(double x, double freedom) {
    return freedom <= 0 || Double.isNaN(x) ? Double.NaN : upperGamma(freedom / 2, x / 2);
  }

  /** The regularised upper incomplete gamma function (Numerical Recipes, section 6.2). */
  private static double upperGamma(double a, double x) {
    if (x <= 0) {
      return 1;
    }
    double scale = Math.exp(-x + a * Math.log(x) - logGamma(a));
    return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x);
  }

  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MOST_TERMS && Math.abs(term) > Math.abs(sum) * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  private static double fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < MOST_TERMS; i++) {
      double an = -i * (i - a);
      b += 2;
      d = 1 / nonZero(an * d + b);
      c = nonZero(b + an / c);
      double change = d * c;
      h *= change;
      if (Math.abs(change - 1) < PRECISION) {
        break;
      }
    }
    return h;
  }

  private static double nonZero(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }

  /** The logarithm of the gamma function for x above 0 (Lanczos' approximation). */
  static double logGamma(double x) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }

  /**
   * Returns the probabilities corrected for how many were looked at, so that of those below a bound
   * at most that share is expected to be false (Benjamini and Hochberg 1995). NaN stays and does
   * not count.
   */
  static double[] corrected(double[] p) {
    List<Integer> order = new ArrayList<>();
    double[] result = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      result[i] = Double.NaN;
      if (!Double.isNaN(p[i])) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> p[i]));
    Collections.reverse(order);
    double least = 1;
    int rank = order.size();
    for (int i : order) {
      least = Math.min(least, p[i] * order.size() / rank--);
      result[i] = least;
    }
    return result;
  }
}
