package plugins.privacy.internal.attack;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Canary;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.osgi.service.component.annotations.Component;

/** How far up planted secrets come among those that were never planted. */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = CanaryExposure.ID,
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    description =
        "Mean exposure in bits of planted canaries: how much easier it became to guess them;"
            + " 1.44 is guessing.")
public final class CanaryExposure extends CanaryMetric {
  static final String ID = "privacy.canary-exposure";

  private static final int DRAWS = 1000;

  @Override
  MetricResult measure(AttackedModel model, CanaryLosses losses) {
    if (losses.references().isEmpty()) {
      return MetricResult.undefined(
          Direction.LOWER_IS_BETTER, "There are no canaries to compare with: set references.");
    }
    double[] own = losses.losses();
    List<Double> planted = new ArrayList<>();
    List<Double> left = new ArrayList<>();
    for (int i = 0; i < own.length; i++) {
      Canary canary = losses.canaries().get(i);
      double bits = Exposure.of(own[i], losses.referenceLosses(canary)).bits();
      (canary.times() > 0 ? planted : left).add(bits);
    }
    double[] bits = values(planted);
    double most = Math.log(losses.references().size() + 1) / Math.log(2);
    List<Part> parts = new ArrayList<>();
    parts.add(Part.of("greatest", Arrays.stream(bits).max().orElseThrow()));
    parts.add(Part.of("median", median(bits)));
    if (!left.isEmpty()) {
      double[] others = values(left);
      double mean = Arrays.stream(others).average().orElseThrow();
      parts.add(new Part("mean of canaries left out by chance", mean, interval(others, model)));
    }
    parts.add(Part.of("most that can be measured", most));
    return MetricResult.of(
            Arrays.stream(bits).average().orElseThrow(), Direction.LOWER_IS_BETTER, bits.length)
        .withInterval(interval(bits, model))
        .withParts(parts)
        .withNote(
            "%d canaries planted, %d left out by chance, %d to compare with."
                .formatted(planted.size(), left.size(), losses.references().size()));
  }

  private static double[] values(List<Double> list) {
    return list.stream().mapToDouble(v -> v).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Percentiles of the mean over canaries drawn with replacement; null for a single one. */
  private static Interval interval(double[] values, AttackedModel model) {
    if (values.length < 2) {
      return null;
    }
    SplittableRandom random = new SplittableRandom(model.seed());
    double[] means = new double[DRAWS];
    for (int d = 0; d < DRAWS; d++) {
      for (int i = 0; i < values.length; i++) {
        means[d] += values[random.nextInt(values.length)] / values.length;
      }
    }
    Arrays.sort(means);
    int cut = (int) Math.round((1 - model.level()) / 2 * (DRAWS - 1));
    double mean = Arrays.stream(values).average().orElseThrow();
    return new Interval(
        Math.min(mean, means[cut]),
        Math.max(mean, means[DRAWS - 1 - cut]),
        model.level(),
        "bootstrap over canaries");
  }
}
