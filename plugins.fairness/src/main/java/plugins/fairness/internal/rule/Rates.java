package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a rule reaches on the rows it was fitted on, by group and as greatest difference. */
final class Rates {
  private final List<double[]> groups = new ArrayList<>();

  /** Names of the rates of each group, in order. */
  static final List<String> NAMES =
      List.of(
          "Rows",
          "Base rate",
          "Selection rate",
          "True positive rate",
          "False positive rate",
          "Predictive value");

  /**
   * Adds a group.
   *
   * @param rows its rows
   * @param chances for each row of the set the chance of being favoured
   */
  double[] add(EvaluationSet set, int favourable, int[] rows, double[] chances) {
    double positives = 0;
    double negatives = 0;
    double rightly = 0;
    double wrongly = 0;
    for (int row : rows) {
      double weight = set.weight(row);
      boolean positive = set.labels()[row] == favourable;
      positives += positive ? weight : 0;
      negatives += positive ? 0 : weight;
      rightly += positive ? weight * chances[row] : 0;
      wrongly += positive ? 0 : weight * chances[row];
    }
    double all = positives + negatives;
    double[] rates = {
      rows.length,
      positives / all,
      (rightly + wrongly) / all,
      rightly / positives,
      wrongly / negatives,
      rightly / (rightly + wrongly)
    };
    groups.add(rates);
    return rates;
  }

  /**
   * Returns the greatest difference of a rate between groups that have it; NaN for fewer than 2.
   */
  double gap(String name) {
    int at = NAMES.indexOf(name);
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    int have = 0;
    for (double[] rates : groups) {
      if (!Double.isNaN(rates[at])) {
        least = Math.min(least, rates[at]);
        greatest = Math.max(greatest, rates[at]);
        have++;
      }
    }
    return have < 2 ? Double.NaN : greatest - least;
  }

  /** Returns the differences that were reached, in words; empty for fewer than two groups. */
  String reached() {
    List<String> parts = new ArrayList<>();
    for (String name : NAMES.subList(2, NAMES.size())) {
      double gap = gap(name);
      if (!Double.isNaN(gap)) {
        parts.add(name.toLowerCase(Locale.ROOT) + " " + figure(gap));
      }
    }
    return parts.isEmpty()
        ? ""
        : "Greatest differences between groups on the validation rows: "
            + String.join(", ", parts)
            + ".";
  }

  /** Returns a figure for readers. */
  static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
