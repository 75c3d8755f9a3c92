package plugins.privacy.internal.attack;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a model's answers say of each record: a text, or for words or hidden places the mean over
 * those of a text; NaN for a text without any.
 */
final class Records {
  /** Below this a probability in single precision is no more than rounding. */
  private static final double LEAST = 1e-9;

  private final EvaluationSet set;
  private final int[] starts;

  Records(EvaluationSet set) {
    this.set = set;
    this.starts =
        set.sequences() != null ? set.sequences() : IntStream.range(0, set.size()).toArray();
  }

  int size() {
    return starts.length;
  }

  /** Cross-entropy of the true class, natural logarithm, at least 0; NaN for an empty text. */
  double[] losses() {
    return means(
        row -> own(row) > 0.5 ? -Math.log1p(-other(row)) : -Math.log(Math.max(LEAST, own(row))));
  }

  /**
   * Log-odds of the true class: ln p − ln(1 − p), the scale of Carlini et al. 2022, section IV.C,
   * with 1 − p computed from the other classes' probabilities so that it stays exact near p = 1.
   */
  double[] margins() {
    return means(
        row -> Math.log(Math.max(LEAST, own(row))) - Math.log(Math.max(LEAST, other(row))));
  }

  private double own(int row) {
    return set.scores(set.labels()[row])[row];
  }

  private double other(int row) {
    double sum = 0;
    for (int c = 0; c < set.classes().size(); c++) {
      sum += c == set.labels()[row] ? 0 : set.scores(c)[row];
    }
    // of a masked language model the classes are two of many pieces
    boolean whole = Math.abs(own(row) + sum - 1) < 1e-4;
    return Math.min(1, whole ? sum : 1 - own(row));
  }

  private interface OfRow {
    double of(int row);
  }

  private double[] means(OfRow figure) {
    double[] means = new double[starts.length];
    for (int i = 0; i < means.length; i++) {
      int end = i + 1 < starts.length ? starts[i + 1] : set.size();
      means[i] =
          IntStream.range(starts[i], end).mapToDouble(figure::of).average().orElse(Double.NaN);
    }
    return means;
  }

  /** The group of each record by protected column; -1 where it is missing. */
  Map<String, Groups> groups() {
    Map<String, Groups> groups = new LinkedHashMap<>();
    for (String column : set.protectedColumns()) {
      Groups own = set.groups(column);
      int[] index =
          Arrays.stream(starts)
              .map(start -> start < own.index().length ? own.index()[start] : -1)
              .toArray();
      groups.put(column, new Groups(own.names(), index));
    }
    return groups;
  }
}
