package plugins.quality.internal;

/**
 * Probabilities of what is as great by chance. Sources: Numerical Recipes, chapter 6, for the
 * incomplete gamma and beta functions; Hodges 1958, doi 10.1007/BF02589501, for the exact
 * two-sample Kolmogorov-Smirnov test.
 */
final class Significance {
  /** Exact up to this product of sample sizes. */
  private static final double EXACT = 1e6;

  private Significance() {}

  /** Returns P(χ² of some degrees of freedom ≥ value). */
  static double chiSquared(double value, int freedom) {
    return upperGamma(freedom / 2.0, value / 2);
  }

  private static double upperGamma(double a, double x) {
    if (x <= 0) {
      return 1;
    }
    double scale = Math.exp(-x + a * Math.log(x) - logGamma(a));
    if (x < a + 1) {
      double term = 1 / a;
      double sum = term;
      for (double n = a + 1; term > sum * 1e-17; n++) {
        term *= x / n;
        sum += term;
      }
      return 1 - sum * scale;
    }
    double tiny = 1e-300;
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < 10_000; i++) {
      double factor = -i * (i - a);
      b += 2;
      d = 1 / (factor * d + b);
      c = b + factor / c;
      h *= d * c;
      if (Math.abs(d * c - 1) < 1e-16) {
        break;
      }
    }
    return h * scale;
  }

  /** Lanczos' approximation with g = 607/128, exact to about 15 digits. */
  static double logGamma(double x) {
    double[] c = {
      57.1562356658629235,
      -59.5979603554754912,
      14.1360979747417471,
      -0.491913816097620199,
      .339946499848118887e-4,
      .465236289270485756e-4,
      -.983744753048795646e-4,
      .158088703224912494e-3,
      -.210264441724104883e-3,
      .217439618115212643e-3,
      -.164318106536763890e-3,
      .844182239838527433e-4,
      -.261908384015814087e-4,
      .368991826595316234e-5
    };
    double sum = 0.999999999999997092;
    for (int i = 0; i < c.length; i++) {
      sum += c[i] / (x + 1 + i);
    }
    double t = x + 5.2421875;
    return (x + 0.5) * Math.log(t) - t + Math.log(2.5066282746310005 * sum / x);
  }

  /** Returns the two-sided probability of Welch's t test of two means; NaN without spread. */
  static double welch(double[] means, double[] squares, double[] sizes) {
    double first = squares[0] / (sizes[0] - 1) / sizes[0];
    double second = squares[1] / (sizes[1] - 1) / sizes[1];
    double both = first + second;
    if (!(both > 0) || sizes[0] <= 1 || sizes[1] <= 1) {
      return Double.NaN;
    }
    double t = Math.abs(means[0] - means[1]) / Math.sqrt(both);
    double freedom =
        both * both / (first * first / (sizes[0] - 1) + second * second / (sizes[1] - 1));
    return beta(freedom / 2, 0.5, freedom / (freedom + t * t));
  }

  /** Returns the regularised incomplete beta function. */
  private static double beta(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double scale =
        Math.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? scale * fraction(a, b, x) / a
        : 1 - scale * fraction(b, a, 1 - x) / b;
  }

  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / (1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m < 10_000; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / (1 + even * d);
      c = 1 + even / c;
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / (1 + odd * d);
      c = 1 + odd / c;
      h *= d * c;
      if (Math.abs(d * c - 1) < 1e-16) {
        break;
      }
    }
    return h;
  }

  /** Returns P(distance of two samples ≥ that), exact for samples of whole and small sizes. */
  static double kolmogorov(double distance, double[] sizes) {
    boolean whole = sizes[0] == Math.rint(sizes[0]) && sizes[1] == Math.rint(sizes[1]);
    if (whole && sizes[0] * sizes[1] <= EXACT) {
      return exact(distance, (int) sizes[0], (int) sizes[1]);
    }
    double root = distance * Math.sqrt(sizes[0] * sizes[1] / (sizes[0] + sizes[1]));
    double sum = 0;
    for (int k = 1; root > 0 && k <= 100; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * k * k * root * root);
    }
    return root < 0.2 ? 1 : Math.min(1, Math.max(0, sum));
  }

  /** Counts, as a share, the paths from (0, 0) to (m, n) that stay nearer to the diagonal. */
  private static double exact(double distance, int m, int n) {
    double within = (0.5 + Math.floor(distance * m * n - 1e-7)) / ((double) m * n);
    double[] paths = new double[n + 1];
    for (int j = 0; j <= n; j++) {
      paths[j] = j / (double) n > within ? 0 : 1;
    }
    for (int i = 1; i <= m; i++) {
      double share = i / (double) (i + n);
      paths[0] = i / (double) m > within ? 0 : share * paths[0];
      for (int j = 1; j <= n; j++) {
        boolean far = Math.abs(i / (double) m - j / (double) n) > within;
        paths[j] = far ? 0 : share * paths[j] + paths[j - 1];
      }
    }
    return Math.min(1, Math.max(0, 1 - paths[n]));
  }
}
