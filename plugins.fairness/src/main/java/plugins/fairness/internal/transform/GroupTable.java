package plugins.fairness.internal.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weight and favourable rate of each group that is compared.
 *
 * @param index the groups, among those of the cells
 * @param names their names
 * @param weight the weight of each, above 0
 * @param rate the weighted share of the favourable class in each
 * @param small names of groups that are too small to be compared
 */
record GroupTable(
    int[] index, List<String> names, double[] weight, double[] rate, List<String> small) {

  /** Sums the weights. */
  static GroupTable of(Cells cells, double[] weights, int favourable, int minimumGroup) {
    double[][] totals = cells.totals(weights);
    int[][] counts = cells.counts();
    List<Integer> index = new ArrayList<>();
    List<String> small = new ArrayList<>();
    for (int g = 0; g < totals.length; g++) {
      if (Arrays.stream(counts[g]).sum() < minimumGroup) {
        small.add(cells.name(g));
      } else if (Arrays.stream(totals[g]).sum() > 0) {
        index.add(g);
      }
    }
    int n = index.size();
    double[] weight = new double[n];
    double[] rate = new double[n];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] group = totals[index.get(i)];
      weight[i] = Arrays.stream(group).sum();
      rate[i] = group[favourable] / weight[i];
      names.add(cells.name(index.get(i)));
    }
    return new GroupTable(index.stream().mapToInt(i -> i).toArray(), names, weight, rate, small);
  }

  int size() {
    return index.length;
  }

  /** Returns the rate of all groups together. */
  double overall() {
    double sum = 0;
    for (int g = 0; g < size(); g++) {
      sum += weight[g] * rate[g];
    }
    return sum / Arrays.stream(weight).sum();
  }

  /** Returns the greatest difference between two rates. */
  static double gap(double[] rates) {
    return rates.length == 0
        ? 0
        : Arrays.stream(rates).max().getAsDouble() - Arrays.stream(rates).min().getAsDouble();
  }

  /** Returns the factor of each group and class that gives the groups other rates. */
  double[][] factors(Cells cells, int favourable, double[] rates) {
    double[][] factors = new double[cells.groups()][cells.classes().size()];
    for (double[] group : factors) {
      Arrays.fill(group, 1);
    }
    for (int g = 0; g < size(); g++) {
      double others = rate[g] == 1 ? 1 : (1 - rates[g]) / (1 - rate[g]);
      Arrays.fill(factors[index[g]], others);
      factors[index[g]][favourable] = rate[g] == 0 ? 1 : rates[g] / rate[g];
    }
    int[][] counts = cells.counts();
    for (int g = 0; g < factors.length; g++) {
      for (int c = 0; c < factors[g].length; c++) {
        factors[g][c] = counts[g][c] == 0 ? Double.NaN : factors[g][c];
      }
    }
    return factors;
  }

  /** Returns a line that names the groups that were left out, or nothing. */
  String leftOut() {
    return small.isEmpty() ? "" : "too small to be compared: " + String.join("; ", small) + '\n';
  }
}
