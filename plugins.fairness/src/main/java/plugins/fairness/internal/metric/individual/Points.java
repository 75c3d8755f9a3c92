package plugins.fairness.internal.metric.individual;

import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;
import java.util.List;
import plugins.fairness.internal.metric.individual.NeighbourConfig.Scale;

/**
 * The distinct contents of rows as points: numbers, or codes of values that are 1 apart unless they
 * are equal. Rows with a missing number are no point.
 *
 * @param of for each row its point, or -1
 * @param count number of points
 * @param values by column and point
 * @param nominal for each column whether it has codes
 */
record Points(int[] of, int count, double[][] values, boolean[] nominal) {

  /** Reads the content of the rows with a weight above 0. */
  static Points of(EvaluationSet set, String[] content, Scale scale) {
    int[] cells = Content.cells(set, content);
    double[][] columns = new double[content.length][];
    boolean[] nominal = new boolean[content.length];
    boolean[] usable = new boolean[set.size()];
    for (int row = 0; row < usable.length; row++) {
      usable[row] = set.weight(row) > 0;
    }
    for (int c = 0; c < content.length; c++) {
      List<String> texts = Content.column(set, content[c]);
      double[] numbers = set.numbers(content[c]);
      nominal[c] = !numeric(texts, numbers);
      columns[c] =
          nominal[c] ? Arrays.stream(Content.codes(texts)).asDoubleStream().toArray() : numbers;
      for (int row = 0; row < usable.length; row++) {
        usable[row] &= !Double.isNaN(columns[c][row]);
      }
    }
    int[] number = new int[Content.count(cells)];
    Arrays.fill(number, -1);
    int[] of = new int[cells.length];
    int count = 0;
    for (int row = 0; row < cells.length; row++) {
      if (usable[row] && number[cells[row]] < 0) {
        number[cells[row]] = count++;
      }
      of[row] = usable[row] ? number[cells[row]] : -1;
    }
    double[][] values = new double[content.length][count];
    for (int c = 0; c < content.length; c++) {
      for (int row = 0; row < of.length; row++) {
        if (of[row] >= 0) {
          values[c][of[row]] = columns[c][row];
        }
      }
      if (!nominal[c] && scale == Scale.STANDARD) {
        scale(set, of, values[c]);
      }
    }
    return new Points(of, count, values, nominal);
  }

  private static boolean numeric(List<String> texts, double[] numbers) {
    int row = 0;
    for (String text : texts) {
      if (text != null && Double.isNaN(numbers[row])) {
        return false;
      }
      row++;
    }
    return true;
  }

  /**
   * Divides by the standard deviation. Summed by value in ascending order, so that the order of
   * rows does not show in the last digit, which could untie neighbours.
   */
  private static void scale(EvaluationSet set, int[] of, double[] values) {
    double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
    double[] weights = new double[distinct.length];
    for (int row = 0; row < of.length; row++) {
      if (of[row] >= 0) {
        weights[Arrays.binarySearch(distinct, values[of[row]])] += set.weight(row);
      }
    }
    double weight = 0;
    double sum = 0;
    for (int i = 0; i < distinct.length; i++) {
      weight += weights[i];
      sum += weights[i] * distinct[i];
    }
    double squares = 0;
    for (int i = 0; i < distinct.length; i++) {
      squares += weights[i] * Math.pow(distinct[i] - sum / weight, 2);
    }
    double deviation = Math.sqrt(squares / weight);
    for (int point = 0; deviation > 0 && point < values.length; point++) {
      values[point] /= deviation;
    }
  }
}
