package plugins.fairness.internal.metric.individual;

import governance.api.GovernanceException;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** Measures how far rows were moved between two sets of columns. */
final class Distortion {
  private Distortion() {}

  /** Returns the columns that are read. */
  static String[] columns(DistortionConfig config) {
    return Stream.of(config.before(), config.after()).flatMap(Stream::of).toArray(String[]::new);
  }

  static MetricResult evaluate(EvaluationSet set, DistortionConfig config) {
    int count = config.before().length;
    if (count == 0 || count != config.after().length) {
      String why =
          count == 0
              ? "the settings before and after name no columns"
              : "before names " + count + " columns and after " + config.after().length;
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, why);
    }
    double[][] from = new double[count][];
    double[][] to = new double[count][];
    for (int c = 0; c < count; c++) {
      from[c] = numbers(set, "before", config.before()[c]);
      to[c] = numbers(set, "after", config.after()[c]);
    }
    double euclidean = 0;
    double manhattan = 0;
    double weight = 0;
    long rows = 0;
    for (int row = 0; row < set.size(); row++) {
      double squares = 0;
      double sum = 0;
      for (int c = 0; c < count; c++) {
        double moved = to[c][row] - from[c][row];
        squares += moved * moved;
        sum += Math.abs(moved);
      }
      if (set.weight(row) > 0 && !Double.isNaN(sum)) {
        euclidean += set.weight(row) * Math.sqrt(squares);
        manhattan += set.weight(row) * sum;
        weight += set.weight(row);
        rows += set.count(row);
      }
    }
    if (rows == 0) {
      return MetricResult.undefined(
          Direction.LOWER_IS_BETTER, "no row has a weight above 0 and numbers in all columns");
    }
    return MetricResult.of(euclidean / weight, Direction.LOWER_IS_BETTER, rows)
        .withParts(
            List.of(
                Part.of("mean Manhattan distance", manhattan / weight),
                Part.of("total Euclidean distance", euclidean),
                Part.of("total Manhattan distance", manhattan)));
  }

  private static double[] numbers(EvaluationSet set, String setting, String column) {
    try {
      return set.numbers(column);
    } catch (NoSuchElementException e) {
      throw GovernanceException.spec(
          "setting " + setting, "got " + column, "columns " + set.columns(), "Name one of them");
    }
  }
}
