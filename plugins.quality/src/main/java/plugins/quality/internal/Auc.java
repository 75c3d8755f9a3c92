package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Area under the ROC curve, in [0, 1], 0.5 for guessing. With two classes that of the favourable
 * class, or of the second when none is named; with more the mean of each class against the rest
 * (Hand and Till 2001 discuss it).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.auc",
    description =
        "How often a row of the class is scored above one that is not of it; 0.5 is guessing.")
public final class Auc implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    if (!set.hasScores()) {
      return undefined(Figures.NO_SCORES);
    }
    int[] positives = positiveClasses(set);
    Sums sums = new Sums(set, positives.length);
    for (int i = 0; i < positives.length; i++) {
      double[] scores = set.scores(positives[i]);
      if (!ScoreOrder.whole(set, positives[i])) {
        return undefined(
            "a score of class " + set.classes().get(positives[i]) + " is not a number");
      }
      sums.add(i, positives[i], scores);
    }
    return result(set, positives, sums);
  }

  private static int[] positiveClasses(EvaluationSet set) {
    int classes = set.classes().size();
    if (classes == 2) {
      return new int[] {set.favourable() >= 0 ? set.favourable() : 1};
    }
    int[] all = new int[classes];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private static MetricResult result(EvaluationSet set, int[] positives, Sums sums) {
    double value = meanOfDefined(sums.overall);
    if (Double.isNaN(value)) {
      return undefined("no class has both rows of its own and rows of others");
    }
    List<Part> parts = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < positives.length; i++) {
      String name = set.classes().get(positives[i]);
      parts.add(Part.of(name, sums.overall[i]));
      if (Double.isNaN(sums.overall[i])) {
        missing.add(name);
      }
    }
    String note = missing.isEmpty() ? "" : "left out, lacking positives or negatives: " + missing;
    return MetricResult.of(value, Direction.HIGHER_IS_BETTER, sums.rows)
        .withGroups(sums.groups())
        .withParts(parts)
        .withNote(note);
  }

  private static double meanOfDefined(double[] areas) {
    double sum = 0;
    int defined = 0;
    for (double area : areas) {
      if (!Double.isNaN(area)) {
        sum += area;
        defined++;
      }
    }
    return sum / defined;
  }

  private static MetricResult undefined(String why) {
    return MetricResult.undefined(Direction.HIGHER_IS_BETTER, why);
  }

  /** The areas for all rows and for each group, class by class. */
  private static final class Sums {
    private final EvaluationSet set;
    private final List<String> columns;
    private final double[] overall;
    private final double[][][] byGroup;
    private long rows;

    Sums(EvaluationSet set, int positives) {
      this.set = set;
      this.columns = set.protectedColumns();
      this.overall = new double[positives];
      this.byGroup = new double[columns.size()][][];
      for (int c = 0; c < byGroup.length; c++) {
        byGroup[c] = new double[set.groups(columns.get(c)).names().size()][positives];
      }
      rows = set.weighted().length;
    }

    void add(int i, int positive, double[] scores) {
      int[] order = ScoreOrder.drawn(set, positive);
      overall[i] = walk(order, scores, positive, null, 1).area(0);
      for (int c = 0; c < byGroup.length; c++) {
        int[] index = set.groups(columns.get(c)).index();
        RankSum areas = walk(order, scores, positive, index, byGroup[c].length);
        for (int group = 0; group < byGroup[c].length; group++) {
          byGroup[c][group][i] = areas.area(group);
        }
      }
    }

    private RankSum walk(int[] order, double[] scores, int positive, int[] index, int groups) {
      RankSum areas = new RankSum(groups);
      int[] labels = set.labels();
      for (int row : order) {
        double weight = set.weight(row);
        int group = index == null ? 0 : index[row];
        if (group >= 0) {
          areas.add(group, scores[row], labels[row] == positive ? 1 : 0, weight);
        }
      }
      return areas;
    }

    List<GroupValue> groups() {
      List<GroupValue> values = new ArrayList<>();
      for (int c = 0; c < byGroup.length; c++) {
        Groups groups = set.groups(columns.get(c));
        long[] sizes = new long[byGroup[c].length];
        int[] index = groups.index();
        for (int row : set.weighted()) {
          if (index[row] >= 0) {
            sizes[index[row]]++;
          }
        }
        for (int group = 0; group < sizes.length; group++) {
          double area = meanOfDefined(byGroup[c][group]);
          values.add(GroupValue.of(columns.get(c), groups.names().get(group), area, sizes[group]));
        }
      }
      return values;
    }
  }
}
