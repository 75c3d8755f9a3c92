package plugins.privacy.internal.attack;

import governance.api.evaluate.EvaluationSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Guesses an attribute from what the model answers for a row, its label and its other columns, by a
 * regression that is fitted on the first half of the non-members: those an attacker could know.
 */
final class OutputAttack {
  /** A column of categories with more values is left out, such as a text. */
  private static final int MOST_VALUES = 20;

  private final List<Feature> features = new ArrayList<>();
  private final Attribute attribute;
  private final int[] fitted;
  private final SoftmaxRegression regression;

  /** A number for each row of a set. */
  private interface Feature {
    double of(EvaluationSet set, int row);
  }

  /** Fits on every second of the non-members whose attribute is known; there must be some. */
  OutputAttack(Attribute attribute, EvaluationSet others) {
    this.attribute = attribute;
    outputs(others);
    for (String column : others.columns()) {
      if (!same(column, attribute.name())) {
        column(others, column);
      }
    }
    int[] known =
        IntStream.range(0, others.size()).filter(i -> attribute.others()[i] >= 0).toArray();
    fitted = IntStream.range(0, known.length).filter(i -> i % 2 == 0).map(i -> known[i]).toArray();
    double[][] rows = Arrays.stream(fitted).mapToObj(i -> row(others, i)).toArray(double[][]::new);
    int[] labels = Arrays.stream(fitted).map(i -> attribute.others()[i]).toArray();
    regression = new SoftmaxRegression(rows, labels, attribute.values().size());
  }

  /** A group such as age>25 is made from a column, which tells it outright. */
  private static boolean same(String column, String attribute) {
    return column.startsWith(attribute) || attribute.startsWith(column);
  }

  private void outputs(EvaluationSet others) {
    for (int c = 0; c < others.classes().size(); c++) {
      int index = c;
      features.add((set, row) -> Math.log(Math.max(1e-9, set.scores(index)[row])));
      features.add((set, row) -> set.labels()[row] == index ? 1 : 0);
    }
  }

  private void column(EvaluationSet others, String name) {
    List<String> values = others.column(name);
    double[] numbers = others.numbers(name);
    boolean numeric =
        IntStream.range(0, numbers.length)
            .allMatch(i -> values.get(i) == null || Double.isFinite(numbers[i]));
    Set<String> distinct = new TreeSet<>();
    values.stream().filter(v -> v != null).forEach(distinct::add);
    if (numeric && !distinct.isEmpty()) {
      double mean = Arrays.stream(numbers).filter(Double::isFinite).average().orElse(0);
      features.add(
          (set, row) -> Double.isFinite(set.numbers(name)[row]) ? set.numbers(name)[row] : mean);
    } else if (distinct.size() <= MOST_VALUES) {
      for (String value : distinct) {
        features.add((set, row) -> value.equals(set.column(name).get(row)) ? 1 : 0);
      }
    }
  }

  private double[] row(EvaluationSet set, int row) {
    return features.stream().mapToDouble(f -> f.of(set, row)).toArray();
  }

  /** Returns the guess for each member, -1 where the truth is not known. */
  int[] members(EvaluationSet members) {
    return IntStream.range(0, members.size())
        .map(i -> attribute.members()[i] < 0 ? -1 : regression.predict(row(members, i)))
        .toArray();
  }

  /** The same for non-members that were not fitted on; -1 for those that were. */
  int[] others(EvaluationSet others) {
    Set<Integer> used = new HashSet<>();
    Arrays.stream(fitted).forEach(used::add);
    return IntStream.range(0, others.size())
        .map(
            i ->
                attribute.others()[i] < 0 || used.contains(i)
                    ? -1
                    : regression.predict(row(others, i)))
        .toArray();
  }
}
