package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;
import plugins.fairness.internal.metric.GroupGap.Asked;
import plugins.fairness.internal.metric.Partition;

/** Expected calibration errors of the scores of one class, by group. */
final class Calibration {
  private Calibration() {}

  static Asked asked(CalibrationConfig config) {
    return new Asked(
        config.columns(), config.privileged(), config.intersect(), config.smallGroup());
  }

  private record Binned(int positive, int bins) {}

  /** Returns the bin of each row, found once for a set and all draws from it. */
  private static int[] binned(EvaluationSet set, Scored scored, int bins) {
    return set.shared(
        new Binned(scored.positive(), bins),
        () -> Arrays.stream(scored.values()).mapToInt(score -> bin(score, bins)).toArray());
  }

  static double[] errors(EvaluationSet set, Partition groups, Scored scored, int bins) {
    double[] surplus = new double[groups.size() * bins];
    double[] total = new double[groups.size()];
    int[] binned = binned(set, scored, bins);
    double[] above = scored.surplus(set);
    groups.forEach(
        set,
        (row, group, weight) -> {
          if (group >= 0) {
            surplus[group * bins + binned[row]] -= weight * above[row];
            total[group] += weight;
          }
        });
    double[] errors = new double[total.length];
    for (int i = 0; i < surplus.length; i++) {
      errors[i / bins] += Math.abs(surplus[i]);
    }
    for (int group = 0; group < errors.length; group++) {
      errors[group] /= total[group];
    }
    return errors;
  }

  /** Bins include their upper end; compared with k / bins itself, because products round. */
  private static int bin(double score, int bins) {
    int bin = (int) Math.min(bins - 1, Math.max(0, Math.ceil(score * bins) - 1));
    while (bin > 0 && score <= bin / (double) bins) {
      bin--;
    }
    while (bin < bins - 1 && score > (bin + 1) / (double) bins) {
      bin++;
    }
    return bin;
  }
}
