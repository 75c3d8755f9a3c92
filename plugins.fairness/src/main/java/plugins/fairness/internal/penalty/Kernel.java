package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;

/** How alike two scores are: 1 for equal ones, falling to 0 with their distance d. */
enum Kernel {
  /** exp(−d² / length²), as MinDiff has it. */
  GAUSSIAN {
    @Override
    Tensor of(Tensor distance, Tensor valid, double length) {
      return distance.square().mul(-1 / (length * length)).exp();
    }
  },
  /** exp(−d / length). */
  LAPLACE {
    @Override
    Tensor of(Tensor distance, Tensor valid, double length) {
      return distance.mul(-1 / length).exp();
    }
  },
  /**
   * exp(−d² / (2 m²)), where m is the median of the distances in the batch that are above 0
   * (Gretton et al. 2012, section 8). The gradient goes through the median: scores that are only
   * scaled keep their value, so that the model does not gain by making all scores alike.
   */
  MEDIAN {
    @Override
    Tensor of(Tensor distance, Tensor valid, double length) {
      Tensor counted = distance.mul(valid.unsqueeze(0)).mul(valid.unsqueeze(1));
      long size = distance.size(0) * distance.size(0);
      Tensor above = counted.gt(counted.constant(0)).sum();
      // each distance is there twice, so half the number is a whole one
      Tensor place = above.div(2).sub(size).neg().clampMax(size - 1.0).reshape(1);
      Tensor median = counted.reshape(size).sort(0).gather(0, place);
      return distance.square().div(median.square().mul(-2).clampMax(-1e-12)).exp();
    }
  };

  /**
   * Returns the kernel of each pair of rows.
   *
   * @param distance Euclidean distances, [N, N]
   * @param valid 1 for rows that belong to a group, [N]
   * @param length the length of the kernel, above 0
   */
  abstract Tensor of(Tensor distance, Tensor valid, double length);
}
