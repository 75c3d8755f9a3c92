package plugins.privacy.internal.mechanism;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides which values that only data knows may be named at all: the mechanism that keeps a value
 * with the greatest probability under (ε, δ) (Desfontaines, Voss, Gipson, Mandayam 2022,
 * Differentially private partition selection, arXiv 2006.03684). A value of no row is never kept,
 * one of a single row with the probability δ / values of a row.
 */
public final class PartitionSelection {
  private final List<Double> kept = new ArrayList<>(List.of(0.0));

  /**
   * Prepares.
   *
   * @param epsilon ε of all values of a row together, above 0
   * @param delta δ of them, in (0, 1)
   * @param mostValues how many values a row has at most
   */
  public PartitionSelection(double epsilon, double delta, int mostValues) {
    double odds = Math.exp(epsilon / mostValues);
    double chance = delta / mostValues;
    for (double last = 0; last < 1; ) {
      double rising = odds * last + chance;
      double falling = 1 - (1 - last - chance) / odds;
      last = Math.min(1, Math.min(rising, falling));
      kept.add(last);
    }
  }

  /** Returns the probability with which a value of so many rows is kept. */
  public double keepProbability(long rows) {
    return rows < kept.size() ? kept.get((int) rows) : 1;
  }

  /** Decides. */
  public boolean keeps(long rows, ExactSampler sampler) {
    return sampler.happens(Ratio.exactly(keepProbability(rows)));
  }

  /** Returns the least number of rows with which a value is kept for certain. */
  public int certain() {
    return kept.size() - 1;
  }
}
