package plugins.fairness.internal.transform;

import governance.api.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import plugins.fairness.internal.transform.ranker.Ranker;

/** In which order the rows of a group and class are repeated or left out. */
interface RowOrder {
  /**
   * Returns the rows of one group and class, those first that are chosen first.
   *
   * @param rows their positions, ascending
   * @param cell the number of the group and class, for orders at random
   */
  List<Integer> sorted(Dataset data, Cells cells, List<Integer> rows, int cell);

  /** Returns what the order rests on. */
  String state();

  /** Any order is as likely. */
  record Random(long seed) implements RowOrder {
    @Override
    public List<Integer> sorted(Dataset data, Cells cells, List<Integer> rows, int cell) {
      List<Integer> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, new java.util.Random(seed * 1_000_003 + cell));
      return shuffled;
    }

    @Override
    public String state() {
      return "uniform, seed " + seed;
    }
  }

  /** Returns the order by how certain a logistic regression is of a row's class, least first. */
  static RowOrder preferential(Dataset training, Cells cells, String id) {
    int[] labels = new int[cells.rows()];
    double[] weights = new double[labels.length];
    Arrays.setAll(labels, cells::classOf);
    Arrays.fill(weights, 1);
    Ranker ranker = Ranker.fit(training, labels, cells.classes().size(), weights, id);
    return new Preferential(ranker, cells.classes());
  }

  /**
   * Rows near the border of their class come first.
   *
   * @param ranker gives the probability of each class
   * @param classes the classes it knows
   */
  record Preferential(Ranker ranker, List<String> classes) implements RowOrder {
    @Override
    public List<Integer> sorted(Dataset data, Cells cells, List<Integer> rows, int cell) {
      double[][] all = ranker.probabilities(data.select(rows.stream().mapToInt(i -> i).toArray()));
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < all.length; i++) {
        order.add(i);
      }
      int own = classes.indexOf(cells.classes().get(cells.classOf(rows.get(0))));
      order.sort(Comparator.comparingDouble(i -> all[i][own]));
      return order.stream().map(rows::get).toList();
    }

    @Override
    public String state() {
      return "preferential, logistic regression of " + classes;
    }
  }
}
