package plugins.fairness.internal.rule;

import java.util.List;

/**
 * The chance of a row to be favoured, by its score: with probability {@code ignored} it is {@code
 * rate} whatever the score; else one of two thresholds decides, the second with probability {@code
 * share}.
 *
 * @param first a threshold
 * @param second another, or the same
 * @param share probability of the second
 * @param ignored probability that the score does not count
 * @param rate chance of being favoured then
 */
record Lots(Cut first, Cut second, double share, double ignored, double rate) {
  private static final int FIELDS = 7;

  /** One threshold that decides always. */
  static Lots of(Cut cut) {
    return new Lots(cut, cut, 0, 0, 0);
  }

  /** The same, but with some probability the score does not count. */
  Lots ignoring(double probability, double constant) {
    return probability <= 1e-12 ? this : new Lots(first, second, share, probability, constant);
  }

  /** Returns the chance of a score to be favoured. */
  double chance(double score) {
    double by = (first.favours(score) ? 1 - share : 0) + (second.favours(score) ? share : 0);
    return ignored * rate + (1 - ignored) * by;
  }

  /** Returns whether chance decides for some scores. */
  boolean drawn() {
    return share > 0 || ignored > 0;
  }

  List<Object> fields() {
    return List.of(first.above(), first.at(), second.above(), second.at(), share, ignored, rate);
  }

  static Lots parse(List<String> fields) {
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(fields.size() + " fields");
    }
    return new Lots(
        new Cut(Boolean.parseBoolean(fields.get(0)), Double.parseDouble(fields.get(1))),
        new Cut(Boolean.parseBoolean(fields.get(2)), Double.parseDouble(fields.get(3))),
        Double.parseDouble(fields.get(4)),
        Double.parseDouble(fields.get(5)),
        Double.parseDouble(fields.get(6)));
  }
}
