package plugins.explain.internal;

/**
 * A rule that replaces an integral over [0, 1] by a weighted sum.
 *
 * @param points where the integrand is evaluated, each within (0, 1)
 * @param weights what each value counts; they sum to 1
 */
record Quadrature(double[] points, double[] weights) {
  /** The kinds of rules. */
  enum Rule {
    /** Riemann sum over the middles of equal parts. */
    MIDPOINT,
    /** Gauss-Legendre: exact for polynomials up to degree 2n − 1. */
    GAUSS_LEGENDRE
  }

  /** Returns a rule of n points. */
  static Quadrature of(Rule rule, int n) {
    return rule == Rule.MIDPOINT ? midpoint(n) : gaussLegendre(n);
  }

  private static Quadrature midpoint(int n) {
    double[] points = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      points[i] = (i + 0.5) / n;
      weights[i] = 1.0 / n;
    }
    return new Quadrature(points, weights);
  }

  /** The points are the roots of the Legendre polynomial of degree n, found by Newton's method. */
  private static Quadrature gaussLegendre(int n) {
    double[] points = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 0;
      for (int iteration = 0; iteration < 20; iteration++) {
        double before = 1;
        double value = x;
        for (int degree = 2; degree <= n; degree++) {
          double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
          before = value;
          value = next;
        }
        slope = n * (x * value - before) / (x * x - 1);
        double step = value / slope;
        x -= step;
        if (Math.abs(step) < 1e-15) {
          break;
        }
      }
      points[n - 1 - i] = (1 + x) / 2;
      weights[n - 1 - i] = 1 / ((1 - x * x) * slope * slope);
    }
    return new Quadrature(points, weights);
  }

  /** Returns the number of points. */
  int size() {
    return points.length;
  }
}
