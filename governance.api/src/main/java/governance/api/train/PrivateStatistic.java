package governance.api.train;

import java.util.Objects;

/**
 * Figures over the rows of a step that a term is to know in later steps, such as sums by group.
 * Each row contributes a vector that depends on this row alone, by {@link
 * PenaltyContext#contribute}; the run cuts it to a norm, adds the contributions up and, where its
 * gradient policy adds noise, releases the sum with Gaussian noise only. What is released, {@link
 * PenaltyContext#released}, may be used for every row without touching the privacy of any. Where
 * gradients have no noise the sums have none.
 *
 * <p>The noise of a step's gradient and of its statistics make up one Gaussian: a share r of 1/σ²
 * goes to this statistic, which gets noise of deviation bound · σ / √r, and what all statistics
 * leave goes to the gradient. So a step costs what it costs without statistics, and the gradient
 * has a little more noise.
 *
 * @param name unique among the statistics of the penalty: letters, digits, {@code . _ -}
 * @param size length of the vector, at least 1
 * @param bound the greatest Euclidean norm of one row's contribution, above 0
 * @param share share of 1/σ², in (0, 1); those of all penalties add up to less than 1
 * @param memory how much of the last step's mean is kept, in [0, 1): noise falls by about (1 −
 *     memory) / 2 in variance, and what is released lags behind
 * @since 1.1
 */
public record PrivateStatistic(String name, int size, double bound, double share, double memory) {
  /** Checks the parts. */
  public PrivateStatistic {
    Objects.requireNonNull(name, "name");
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("name \"" + name + "\": letters, digits and . _ - only");
    }
    if (size < 1) {
      throw new IllegalArgumentException("size " + size + " of " + name + ": at least 1");
    }
    if (!(bound > 0 && Double.isFinite(bound))) {
      throw new IllegalArgumentException("bound " + bound + " of " + name + ": above 0");
    }
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share " + share + " of " + name + ": in (0, 1)");
    }
    if (!(memory >= 0 && memory < 1)) {
      throw new IllegalArgumentException("memory " + memory + " of " + name + ": in [0, 1)");
    }
  }
}
