package plugins.domain.finance.internal.opinion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for periods in which the share of one class is greater than before: a one-sided test of two
 * proportions with pooled variance and Yates' correction for continuity (Yates 1934, doi
 * 10.2307/2983604), one period against those before it. Without the correction small periods raise
 * more false alarms than stated.
 *
 * @param label index of the class
 * @param history how many periods a period is compared with; those with an alert are passed over
 * @param minimum rows that both sides must have
 */
record Jumps(int label, int history, int minimum) {
  /** Rows that each cell must be expected to have for the test to hold (Cochran's rule). */
  private static final double EXPECTED = 5;

  /**
   * A comparison of one period with those before it.
   *
   * @param period the period
   * @param share share of the class in it
   * @param before the share in the periods before
   * @param probability probability of such a rise by chance, 1 where the test does not hold
   */
  record Jump(String period, double share, double before, double probability) {}

  /** Returns how many comparisons a series allows. */
  int comparisons(Shares shares) {
    int periods = (int) enough(shares).count();
    return Math.max(0, periods - history);
  }

  private Stream<Map.Entry<String, double[]>> enough(Shares shares) {
    return shares.periods().entrySet().stream().filter(e -> Shares.sum(e.getValue()) >= minimum);
  }

  /**
   * Returns the comparisons that are below a limit, in order of time.
   *
   * @param limit probability at which an alert is raised
   */
  List<Jump> alerts(Shares shares, double limit) {
    List<Jump> alerts = new ArrayList<>();
    List<double[]> calm = new ArrayList<>();
    for (Map.Entry<String, double[]> each : enough(shares).toList()) {
      if (calm.size() >= history) {
        Jump jump =
            compare(
                each.getKey(), each.getValue(), calm.subList(calm.size() - history, calm.size()));
        if (jump.probability() <= limit) {
          alerts.add(jump);
          continue;
        }
      }
      calm.add(each.getValue());
    }
    return alerts;
  }

  private Jump compare(String period, double[] now, List<double[]> before) {
    double hits = 0;
    double all = 0;
    for (double[] weights : before) {
      hits += weights[label];
      all += Shares.sum(weights);
    }
    double size = Shares.sum(now);
    double pooled = (now[label] + hits) / (size + all);
    double least = Math.min(pooled, 1 - pooled) * Math.min(size, all);
    double share = now[label] / size;
    double z = zScore(now[label], size, hits, all);
    return new Jump(period, share, hits / all, least < EXPECTED ? 1 : Normal.upperTail(z));
  }

  /**
   * Returns by how much one share is greater, less the correction for continuity, over the standard
   * error of the difference of two equal shares; negative where it is not greater.
   */
  static double zScore(double hits, double size, double hitsBefore, double sizeBefore) {
    double pooled = (hits + hitsBefore) / (size + sizeBefore);
    double error = Math.sqrt(pooled * (1 - pooled) * (1 / size + 1 / sizeBefore));
    double correction = (1 / size + 1 / sizeBefore) / 2;
    return (hits / size - hitsBefore / sizeBefore - correction) / error;
  }
}
