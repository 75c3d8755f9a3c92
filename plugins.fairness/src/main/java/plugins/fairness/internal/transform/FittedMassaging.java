package plugins.fairness.internal.transform;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plugins.fairness.internal.transform.ranker.Ranker;

/** How many rows of each group change to or from the favourable class, and the ranker. */
final class FittedMassaging implements FittedTransform {
  private final List<String> columns;
  private final String label;
  private final List<String> classes;
  private final int favourable;
  private final Ranker ranker;
  private final Map<String, Integer> promotions = new HashMap<>();
  private final String state;

  private FittedMassaging(
      Cells cells,
      List<String> columns,
      String label,
      int favourable,
      Ranker ranker,
      int[] promoted) {
    this.columns = columns;
    this.label = label;
    this.classes = cells.classes();
    this.favourable = favourable;
    this.ranker = ranker;
    StringBuilder text = new StringBuilder("favourable " + classes.get(favourable) + '\n');
    int[][] counts = cells.counts();
    for (int g = 0; g < promoted.length; g++) {
      promotions.put(cells.name(g), promoted[g]);
      int size = Arrays.stream(counts[g]).sum();
      int before = counts[g][favourable];
      text.append(cells.name(g) + ": " + before + " -> " + (before + promoted[g]));
      text.append(" of " + size + '\n');
    }
    this.state = text.toString();
  }

  /** Learns the numbers and the ranker; rows that lack a value or the class take no part. */
  static FittedMassaging fit(
      Dataset training,
      Cells cells,
      List<String> columns,
      String label,
      int favourable,
      double level) {
    int[] labels = new int[cells.rows()];
    double[] weights = new double[labels.length];
    Arrays.setAll(labels, cells::classOf);
    Arrays.fill(weights, 1);
    Ranker ranker =
        Ranker.fit(training, labels, cells.classes().size(), weights, LabelMassaging.ID);
    int[] promoted = promoted(cells.counts(), favourable, level);
    return new FittedMassaging(cells, columns, label, favourable, ranker, promoted);
  }

  /**
   * Returns for each group how many rows are to become favourable, below 0 how many are to cease:
   * level (nᵍ p − nᵍ₊), p the rate of all rows, rounded so that the total stays.
   */
  static int[] promoted(int[][] counts, int favourable, double level) {
    double positive = 0;
    double all = 0;
    for (int[] group : counts) {
      positive += group[favourable];
      all += Arrays.stream(group).sum();
    }
    int[] promoted = new int[counts.length];
    double[] rest = new double[counts.length];
    int left = 0;
    for (int g = 0; g < counts.length; g++) {
      double exact =
          level * (Arrays.stream(counts[g]).sum() * positive / all - counts[g][favourable]);
      promoted[g] = (int) Math.floor(exact + 1e-9);
      rest[g] = exact - promoted[g];
      left -= promoted[g];
    }
    List<Integer> order = new ArrayList<>();
    for (int g = 0; g < counts.length; g++) {
      order.add(g);
    }
    order.sort(Comparator.comparingDouble((Integer g) -> rest[g]).reversed());
    for (int i = 0; i < left; i++) {
      promoted[order.get(i)]++;
    }
    return promoted;
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    Cells cells = new Cells(data, columns, label);
    if (split != Split.TRAIN || cells.groups() == 0) {
      return new TransformResult(data, List.of());
    }
    double[][] scores = ranker.probabilities(data);
    List<Object> labels = new ArrayList<>(data.values(label));
    Map<String, Integer> changed = new TreeMap<>();
    for (int g = 0; g < cells.groups(); g++) {
      int wanted = promotions.getOrDefault(cells.name(g), 0);
      for (int row : chosen(cells, g, wanted, scores)) {
        String before = data.string(label, row);
        String after = classes.get(wanted > 0 ? favourable : likeliestOther(scores[row]));
        labels.set(row, after);
        String what = label + " of rows with " + cells.name(g) + ": " + before + " -> " + after;
        changed.merge(what, 1, Integer::sum);
      }
    }
    List<Change> changes = new ArrayList<>();
    changed.forEach((what, n) -> changes.add(new Change(ChangeType.ALTERED, what, n)));
    Column column = data.schema().columns().get(data.schema().indexOf(label));
    return new TransformResult(changes.isEmpty() ? data : data.with(column, labels), changes);
  }

  /** The unfavourable rows with the highest scores, or the favourable ones with the lowest. */
  private List<Integer> chosen(Cells cells, int group, int wanted, double[][] scores) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < cells.rows(); row++) {
      if (cells.group(row) == group) {
        boolean favoured = cells.classes().get(cells.classOf(row)).equals(classes.get(favourable));
        if (favoured == wanted < 0) {
          rows.add(row);
        }
      }
    }
    Comparator<Integer> ascending = Comparator.comparingDouble(row -> scores[row][favourable]);
    rows.sort(wanted > 0 ? ascending.reversed() : ascending);
    return rows.subList(0, Math.min(rows.size(), Math.abs(wanted)));
  }

  private int likeliestOther(double[] scores) {
    int best = favourable == 0 ? 1 : 0;
    for (int c = 0; c < scores.length; c++) {
      if (c != favourable && scores[c] > scores[best]) {
        best = c;
      }
    }
    return best;
  }

  @Override
  public String state() {
    return state;
  }
}
