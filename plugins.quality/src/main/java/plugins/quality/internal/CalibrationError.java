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
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Expected calibration error: Σ over bins of the share of rows in the bin times |accuracy − mean
 * confidence|, in [0, 1]. Confidence is the probability of the predicted class; bins have equal
 * width and include their upper end. Source: Guo et al. 2017, arXiv 1706.04599, equation 3.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.calibration-error",
    settings = CalibrationError.Config.class)
public final class CalibrationError implements Metric {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Expected calibration error",
      description = "How far the confidence of predictions is from how often they are right.")
  @interface Config {
    /** Number of bins. */
    @AttributeDefinition(
        min = "1",
        max = "1000",
        description = "Number of equally wide bins that the confidence is put into.")
    int bins() default 15;
  }

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    if (!set.hasScores()) {
      return undefined("the predictions come without scores");
    }
    int bins = settings.as(Config.class).bins();
    Bins all = Bins.fill(set, bins, null, 1)[0];
    if (all.rows == 0) {
      return undefined(Figures.NO_ROWS);
    }
    List<GroupValue> values = new ArrayList<>();
    for (String column : set.protectedColumns()) {
      Groups groups = set.groups(column);
      Bins[] each = Bins.fill(set, bins, groups.index(), groups.names().size());
      for (int g = 0; g < each.length; g++) {
        values.add(GroupValue.of(column, groups.names().get(g), each[g].expected(), each[g].rows));
      }
    }
    return MetricResult.of(all.expected(), Direction.LOWER_IS_BETTER, all.rows)
        .withGroups(values)
        .withParts(List.of(Part.of("maximum calibration error", all.maximum())));
  }

  private static MetricResult undefined(String why) {
    return MetricResult.undefined(Direction.LOWER_IS_BETTER, why);
  }

  /** What the bins of one group hold. */
  private static final class Bins {
    private final double[] weight;
    private final double[] surplus;
    private double total;
    private long rows;

    private Bins(int bins) {
      weight = new double[bins];
      surplus = new double[bins];
    }

    static Bins[] fill(EvaluationSet set, int bins, int[] index, int groups) {
      Bins[] each = new Bins[groups];
      for (int g = 0; g < groups; g++) {
        each[g] = new Bins(bins);
      }
      Binned binned = set.shared(new Key(bins), () -> binned(set, bins));
      for (int row : set.weighted()) {
        int group = index == null ? 0 : index[row];
        if (group >= 0) {
          each[group].add(binned.bin[row], binned.surplus[row], set.weight(row));
        }
      }
      return each;
    }

    private record Key(int bins) {}

    /** The bin of each row, and by how much it is right more than confident. */
    private record Binned(int[] bin, double[] surplus) {}

    private static Binned binned(EvaluationSet set, int bins) {
      Binned binned = new Binned(new int[set.size()], new double[set.size()]);
      for (int row = 0; row < set.size(); row++) {
        int predicted = set.predictions()[row];
        double confidence = set.scores(predicted)[row];
        binned.bin[row] = bin(confidence, bins);
        binned.surplus[row] = (predicted == set.labels()[row] ? 1 : 0) - confidence;
      }
      return binned;
    }

    private void add(int bin, double surplusOfRow, double rowWeight) {
      weight[bin] += rowWeight;
      surplus[bin] += rowWeight * surplusOfRow;
      total += rowWeight;
      rows++;
    }

    /** Compares with k / bins itself: confidence · bins may round across the edge. */
    private static int bin(double confidence, int bins) {
      int bin = Math.max(0, Math.min(bins - 1, (int) Math.ceil(confidence * bins) - 1));
      if (bin > 0 && confidence <= bin / (double) bins) {
        return bin - 1;
      }
      return bin < bins - 1 && confidence > (bin + 1) / (double) bins ? bin + 1 : bin;
    }

    double expected() {
      double sum = 0;
      for (double each : surplus) {
        sum += Math.abs(each);
      }
      return sum / total;
    }

    double maximum() {
      double most = 0;
      for (int bin = 0; bin < weight.length; bin++) {
        if (weight[bin] > 0) {
          most = Math.max(most, Math.abs(surplus[bin]) / weight[bin]);
        }
      }
      return most;
    }
  }
}
