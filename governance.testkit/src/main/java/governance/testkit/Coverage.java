package governance.testkit;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.testkit.EvaluationCase.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * How often an interval covers the figure of the population that samples are drawn from. Intervals
 * are the metric's own, or percentiles of a bootstrap by weights, as the runtime computes them.
 */
final class Coverage {
  private static final int SAMPLES = 100;
  private static final int DRAWS = 60;
  private static final int TEXTS = 100;
  private static final double LEVEL = 0.9;

  private final Function<EvaluationSet, MetricResult> metric;
  private final EvaluationCase population;

  /**
   * Takes the texts of a case as the population, each as likely as the other, but for predictions
   * of one group: that groups differ keeps figures of groups away from the ends of their ranges,
   * where no percentile interval covers.
   */
  Coverage(Function<EvaluationSet, MetricResult> metric, EvaluationCase of) {
    this.metric = metric;
    List<Text> texts = new ArrayList<>();
    for (Text text : of.texts()) {
      boolean skewed = "f".equals(text.sex()) && texts.size() % 4 != 0;
      texts.add(skewed ? text.predictedFirst() : text);
    }
    this.population = of.with("population", texts);
  }

  /** Returns the share of samples whose interval covers; NaN where too few have an interval. */
  double share() {
    double truth = metric.apply(population.set()).value();
    Random random = new Random(17);
    int covered = 0;
    int all = 0;
    for (int s = 0; s < SAMPLES; s++) {
      List<Text> texts = new ArrayList<>();
      for (int i = 0; i < TEXTS; i++) {
        texts.add(population.texts().get(random.nextInt(population.texts().size())));
      }
      double[] bounds = bounds(population.with("sample", texts), random);
      if (bounds != null) {
        all++;
        covered += bounds[0] <= truth && truth <= bounds[1] ? 1 : 0;
      }
    }
    return all < SAMPLES / 2 ? Double.NaN : covered / (double) all;
  }

  private double[] bounds(EvaluationCase sample, Random random) {
    Interval own = metric.apply(sample.set()).interval();
    if (own != null) {
      return new double[] {own.low(), own.high()};
    }
    double[] drawn = new double[DRAWS];
    for (int d = 0; d < DRAWS; d++) {
      double[] counts = new double[TEXTS];
      for (int i = 0; i < TEXTS; i++) {
        counts[random.nextInt(TEXTS)]++;
      }
      drawn[d] = metric.apply(weighed(sample, counts)).value();
    }
    double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
    if (sorted.length < 0.9 * DRAWS) {
      return null;
    }
    int cut = (int) Math.round((1 - LEVEL) / 2 * (sorted.length - 1));
    return new double[] {sorted[cut], sorted[sorted.length - 1 - cut]};
  }

  private static EvaluationSet weighed(EvaluationCase sample, double[] counts) {
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      texts.add(sample.texts().get(i).weighing(counts[i]));
    }
    return sample.with("draw", texts).set();
  }
}
