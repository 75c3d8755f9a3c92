package plugins.domain.judicial.internal;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of predictions and outcomes of one group, weighted. Positive is the unfavourable
 * outcome: the event that a risk score predicts.
 */
final class Outcomes {
  private final String name;
  private double truePositive;
  private double falsePositive;
  private double trueNegative;
  private double falseNegative;
  private long rows;

  Outcomes(String name) {
    this.name = name;
  }

  /** Counts the groups of one protected column; rows without a value belong to none. */
  static List<Outcomes> of(EvaluationSet set, String column) {
    Groups groups = set.groups(column);
    List<Outcomes> all = new ArrayList<>(groups.names().stream().map(Outcomes::new).toList());
    for (int row = 0; row < set.size(); row++) {
      double weight = set.weight(row);
      if (groups.index()[row] >= 0 && weight > 0) {
        boolean event = set.labels()[row] != set.favourable();
        boolean predicted = set.predictions()[row] != set.favourable();
        all.get(groups.index()[row]).add(event, predicted, weight, set.count(row));
      }
    }
    return all;
  }

  private void add(boolean event, boolean predicted, double weight, long count) {
    rows += count;
    if (predicted) {
      truePositive += event ? weight : 0;
      falsePositive += event ? 0 : weight;
    } else {
      falseNegative += event ? weight : 0;
      trueNegative += event ? 0 : weight;
    }
  }

  String name() {
    return name;
  }

  /** Returns the number of rows with a weight above 0. */
  long rows() {
    return rows;
  }

  /** Returns a rate, NaN when there is no row that it is taken among. */
  double rate(Rate rate) {
    double positive = truePositive + falseNegative;
    double negative = falsePositive + trueNegative;
    return switch (rate) {
      case FALSE_POSITIVE -> falsePositive / negative;
      case FALSE_NEGATIVE -> falseNegative / positive;
      case POSITIVE_PREDICTIVE_VALUE -> truePositive / (truePositive + falsePositive);
      case NEGATIVE_PREDICTIVE_VALUE -> trueNegative / (trueNegative + falseNegative);
      case PREVALENCE -> positive / (positive + negative);
    };
  }

  /** What is told of a group. */
  enum Rate {
    /** Predicted, among those without the event. */
    FALSE_POSITIVE,
    /** Not predicted, among those with the event. */
    FALSE_NEGATIVE,
    /** With the event, among those predicted. */
    POSITIVE_PREDICTIVE_VALUE,
    /** Without the event, among those not predicted. */
    NEGATIVE_PREDICTIVE_VALUE,
    /** With the event, among all. */
    PREVALENCE;

    /** Returns the name for readers. */
    String title() {
      String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return words.endsWith("positive") || words.endsWith("negative") ? words + " rate" : words;
    }
  }
}
