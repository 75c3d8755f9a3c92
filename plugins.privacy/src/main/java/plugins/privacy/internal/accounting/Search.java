package plugins.privacy.internal.accounting;

import java.util.function.DoubleUnaryOperator;

/** Golden-section search on a logarithmic scale. */
final class Search {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int TURNS = 40;

  private Search() {}

  /** Returns where a function with one valley is least. */
  static double least(DoubleUnaryOperator function, double low, double high) {
    double from = Math.log(low);
    double to = Math.log(high);
    double left = to - GOLDEN * (to - from);
    double right = from + GOLDEN * (to - from);
    double atLeft = function.applyAsDouble(Math.exp(left));
    double atRight = function.applyAsDouble(Math.exp(right));
    for (int i = 0; i < TURNS; i++) {
      if (atLeft < atRight) {
        to = right;
        right = left;
        atRight = atLeft;
        left = to - GOLDEN * (to - from);
        atLeft = function.applyAsDouble(Math.exp(left));
      } else {
        from = left;
        left = right;
        atLeft = atRight;
        right = from + GOLDEN * (to - from);
        atRight = function.applyAsDouble(Math.exp(right));
      }
    }
    return Math.exp((from + to) / 2);
  }
}
