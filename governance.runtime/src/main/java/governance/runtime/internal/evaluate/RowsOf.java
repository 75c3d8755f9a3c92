package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** Some rows of a set, each as often as it is named. */
final class RowsOf {
  private RowsOf() {}

  /** Returns the rows as a set; not for token classification, where rows belong together. */
  static EvaluationSet set(EvaluationSet of, int[] rows) {
    EvaluationSet.Builder set =
        EvaluationSet.builder(of.task(), of.classes())
            .favourable(of.favourable())
            .labels(picked(of.labels(), rows))
            .predictions(picked(of.predictions(), rows))
            .weights(of.weights() == null ? null : picked(of.weights(), rows));
    if (of.hasScores()) {
      double[][] scores = new double[of.classes().size()][];
      Arrays.setAll(scores, c -> picked(of.scores(c), rows));
      set.scores(scores);
    }
    for (String column : of.protectedColumns()) {
      EvaluationSet.Groups groups = of.groups(column);
      set.groups(column, groups.names(), picked(groups.index(), rows));
    }
    for (String column : of.columns()) {
      set.column(column, picked(of.column(column), rows));
      set.numbers(column, () -> picked(of.numbers(column), rows));
    }
    return set.build();
  }

  private static int[] picked(int[] values, int[] rows) {
    int[] picked = new int[rows.length];
    Arrays.setAll(picked, i -> values[rows[i]]);
    return picked;
  }

  private static double[] picked(double[] values, int[] rows) {
    double[] picked = new double[rows.length];
    Arrays.setAll(picked, i -> values[rows[i]]);
    return picked;
  }

  private static List<String> picked(List<String> values, int[] rows) {
    return new AbstractList<>() {
      @Override
      public String get(int row) {
        return values.get(rows[row]);
      }

      @Override
      public int size() {
        return rows.length;
      }
    };
  }
}
