package governance.engine.internal.batch;

import governance.engine.Stratified;
import governance.engine.TrainingData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows by stratum, and how many of each a batch holds on average.
 *
 * @param rows rows of each stratum, ascending
 * @param quotas rows of each stratum in a batch, on average; they add up to the size of a batch
 * @param batch rows in a batch
 */
record Strata(List<int[]> rows, double[] quotas, int batch) {

  /**
   * Divides rows.
   *
   * @throws governance.api.GovernanceException if a column is not there or a batch has no room for
   *     the least numbers
   */
  static Strata of(TrainingData data, int batchSize, Stratified sampling) {
    sampling.check(data.groups(), data.size(), batchSize);
    List<List<Integer>> of = sampling.cells(data.groups(), data.size());
    Map<List<Integer>, List<Integer>> cells = new TreeMap<>(Comparator.comparing(Strata::sortable));
    for (int i = 0; i < of.size(); i++) {
      cells.computeIfAbsent(of.get(i), key -> new ArrayList<>()).add(i);
    }
    int batch = Math.min(batchSize, data.size());
    int[] least =
        cells.keySet().stream().mapToInt(c -> c.contains(-1) ? 0 : sampling.minimum()).toArray();
    List<int[]> rows =
        cells.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    return new Strata(rows, quotas(rows, least, batch, data.size()), batch);
  }

  private static String sortable(List<Integer> cell) {
    StringBuilder text = new StringBuilder();
    cell.forEach(v -> text.append("%08d,".formatted(v + 1)));
    return text.toString();
  }

  /** Proportional shares; those below the least number are raised and the others share the rest. */
  private static double[] quotas(List<int[]> rows, int[] least, int batch, int all) {
    double[] quotas = new double[rows.size()];
    boolean[] fixed = new boolean[rows.size()];
    boolean changed = true;
    while (changed) {
      changed = false;
      double room = batch;
      double free = all;
      for (int s = 0; s < quotas.length; s++) {
        room -= fixed[s] ? quotas[s] : 0;
        free -= fixed[s] ? rows.get(s).length : 0;
      }
      for (int s = 0; s < quotas.length; s++) {
        if (!fixed[s]) {
          quotas[s] = room * rows.get(s).length / free;
        }
        if (!fixed[s] && quotas[s] < least[s]) {
          quotas[s] = least[s];
          fixed[s] = true;
          changed = true;
        }
      }
    }
    return quotas;
  }

  /** Returns by how much the weight of each row is to be multiplied to undo the strata. */
  double[] corrections() {
    long all = rows.stream().mapToLong(r -> r.length).sum();
    double[] corrections = new double[(int) all];
    for (int s = 0; s < quotas.length; s++) {
      for (int row : rows.get(s)) {
        corrections[row] = (double) rows.get(s).length / all * batch / quotas[s];
      }
    }
    return corrections;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Strata s && rows.equals(s.rows) && batch == s.batch;
  }

  @Override
  public int hashCode() {
    return 31 * rows.hashCode() + batch;
  }
}
