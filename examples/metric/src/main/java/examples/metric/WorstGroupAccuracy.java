package examples.metric;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The least accuracy among intersectional groups, those that agree in all protected attributes, in
 * [0, 1]. What holds for women and for old people need not hold for old women (Kearns et al. 2018,
 * arXiv 1711.05144); the figure itself is that of Sagawa et al. 2020, arXiv 1911.08731. The least
 * of several uncertain figures is too low on average, and more so the smaller the groups are.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "example.worst-group-accuracy",
    needs = Need.PROTECTED_ATTRIBUTE,
    settings = WorstGroupAccuracy.Config.class,
    description = "The least accuracy among groups that agree in all protected attributes.")
public final class WorstGroupAccuracy implements Metric {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Worst-group accuracy",
      description = "The least accuracy among groups that agree in all protected attributes.")
  @interface Config {
    /** Smallest group. */
    @AttributeDefinition(min = "1", description = "Weight that a group needs to be compared.")
    int minimumGroup() default 10;
  }

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    Map<String, double[]> groups = rightAndAll(set);
    int minimum = settings.as(Config.class).minimumGroup();
    List<Part> parts = new ArrayList<>();
    double worst = Double.NaN;
    long n = 0;
    for (Map.Entry<String, double[]> group : groups.entrySet()) {
      double weight = group.getValue()[1];
      boolean counts = weight > 0 && weight >= minimum;
      double accuracy = counts ? group.getValue()[0] / weight : Double.NaN;
      parts.add(Part.of(group.getKey(), accuracy));
      if (counts) {
        worst = Double.isNaN(worst) ? accuracy : Math.min(worst, accuracy);
        n += (long) group.getValue()[2];
      }
    }
    return Double.isNaN(worst)
        ? MetricResult.undefined(
            Direction.HIGHER_IS_BETTER, "no group has a weight of " + minimum + " or more")
        : MetricResult.of(worst, Direction.HIGHER_IS_BETTER, n).withParts(parts);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }

  /** Returns the weight of right rows, of all rows, and their number, by group. */
  private static Map<String, double[]> rightAndAll(EvaluationSet set) {
    List<String> columns = set.protectedColumns();
    Map<String, double[]> sums = new TreeMap<>();
    for (int row = 0; row < set.size(); row++) {
      List<String> names = new ArrayList<>();
      for (String column : columns) {
        Groups groups = set.groups(column);
        int index = groups.index()[row];
        if (index >= 0) {
          names.add(groups.names().get(index));
        }
      }
      if (!names.isEmpty() && names.size() == columns.size() && set.weight(row) > 0) {
        double[] sum = sums.computeIfAbsent(String.join(", ", names), k -> new double[3]);
        sum[0] += set.labels()[row] == set.predictions()[row] ? set.weight(row) : 0;
        sum[1] += set.weight(row);
        sum[2] += set.count(row);
      }
    }
    return sums;
  }
}
