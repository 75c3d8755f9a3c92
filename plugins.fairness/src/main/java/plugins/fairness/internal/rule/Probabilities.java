package plugins.fairness.internal.rule;

/** Probabilities by class and row. */
final class Probabilities {
  private Probabilities() {}

  /** Returns the class of greatest probability of each row, the first of equals. */
  static int[] greatest(double[][] scores) {
    int[] best = new int[scores[0].length];
    for (int row = 0; row < best.length; row++) {
      for (int c = 1; c < scores.length; c++) {
        best[row] = scores[c][row] > scores[best[row]][row] ? c : best[row];
      }
    }
    return best;
  }
}
