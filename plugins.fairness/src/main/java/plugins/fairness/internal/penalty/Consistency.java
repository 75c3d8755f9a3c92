package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;

/**
 * Equal cases get equal outcomes: (1/N) Σᵢ (1/N) Σⱼ I(xⱼ = xᵢ) ‖M(xᵢ) − M(xⱼ)‖² over the N rows of
 * a batch, where x is the content without protected attributes and M(x) the predicted distribution.
 * In [0, 2].
 *
 * <p>Being the mean over all ordered pairs it keeps its scale when the batch grows. The sum form Σᵢ
 * (1/N) Σⱼ … is N times as great.
 */
@Component
@Contribution(kind = Kind.PENALTY, id = "fairness.consistency")
public final class Consistency implements Penalty {
  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    return Consistency::evaluate;
  }

  /**
   * Equality splits the rows into cells, and in a cell of c rows the pairwise sum is 2c times the
   * sum of squared deviations from the cell's mean: one product of [N, N] and [N, C], and no
   * difference of large numbers.
   */
  private static Tensor evaluate(PenaltyContext batch) {
    Tensor outputs = batch.outputs();
    Tensor content = batch.content();
    Tensor same = content.unsqueeze(1).eq(content.unsqueeze(0));
    Tensor cell = same.sum(1).unsqueeze(1);
    Tensor deviation = outputs.sub(same.matmul(outputs).div(cell));
    double pairs = (double) batch.size() * batch.size();
    return deviation.square().mul(cell).sum().mul(2 / pairs);
  }
}
