package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import plugins.fairness.internal.metric.GroupGap.Asked;
import plugins.fairness.internal.metric.Partition;

/** Expected calibration errors of the scores of one class, by group. */
final class Calibration {
  private Calibration() {}

  static Asked asked(CalibrationConfig config) {
    return new Asked(
        config.columns(), config.privileged(), config.intersect(), config.smallGroup());
  }

  static double[] errors(EvaluationSet set, Partition groups, Scored scored, int bins) {
    double[] surplus = new double[groups.size() * bins];
    double[] total = new double[groups.size()];
    groups.forEach(
        set,
        (row, group, weight) -> {
          if (group >= 0) {
            double score = scored.values()[row];
            double came = set.labels()[row] == scored.positive() ? 1 : 0;
            surplus[group * bins + bin(score, bins)] += weight * (came - score);
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
