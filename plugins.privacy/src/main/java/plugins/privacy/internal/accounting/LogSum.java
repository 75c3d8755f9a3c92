package plugins.privacy.internal.accounting;

/** A sum of signed terms that are given by their logarithms. */
final class LogSum {
  private double scale = Double.NEGATIVE_INFINITY;
  private double sum;

  void add(double log, int sign) {
    if (log == Double.NEGATIVE_INFINITY) {
      return;
    }
    if (log > scale) {
      sum *= Math.exp(scale - log);
      scale = log;
    }
    sum += sign * Math.exp(log - scale);
  }

  double log() {
    return scale + Math.log(sum);
  }
}
