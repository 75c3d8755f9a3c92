package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;

/** How far the logits of a text and of its counterfactual are apart. Rows in, one number a row. */
enum Distance {
  /** The mean over classes of the absolute difference. */
  ABSOLUTE {
    @Override
    Tensor of(Tensor original, Tensor counterfactual) {
      return original.sub(counterfactual).abs().mean(1);
    }
  },
  /** The mean over classes of the squared difference. */
  SQUARED {
    @Override
    Tensor of(Tensor original, Tensor counterfactual) {
      return original.sub(counterfactual).square().mean(1);
    }
  },
  /** 1 less the cosine of the angle between the two. */
  COSINE {
    @Override
    Tensor of(Tensor original, Tensor counterfactual) {
      Tensor lengths = original.norm(1).mul(counterfactual.norm(1)).clampMin(1e-12);
      return original.mul(counterfactual).sum(1).div(lengths).neg().add(1).clampMin(0);
    }
  };

  /** Returns the distances, [N], of logits [N, C]. */
  abstract Tensor of(Tensor original, Tensor counterfactual);
}
