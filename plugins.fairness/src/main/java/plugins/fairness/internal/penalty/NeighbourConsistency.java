package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Like cases get like outcomes: (1/N) Σᵢ (1/k) Σⱼ ‖M(xᵢ) − M(xⱼ)‖² over the k rows j of the batch
 * whose hidden states are nearest to those of row i (consistency of Zemel et al. 2013, section 4,
 * as a penalty, with squares in place of absolute values). M(x) is the predicted distribution. In
 * [0, 2]. Who is near whom is taken as given: no gradient moves hidden states apart.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = NeighbourConsistency.ID,
    settings = NeighbourConsistency.Config.class)
public final class NeighbourConsistency implements Penalty {
  static final String ID = "fairness.neighbour-consistency";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Consistency over near neighbours",
      description = "Penalises different outcomes of cases with like hidden states.")
  @interface Config {
    /** Neighbours of a row. */
    @AttributeDefinition(
        min = "1",
        description = "Nearest rows of the batch that each row is compared with; all if fewer.")
    int neighbours() default 5;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    int neighbours = setup.settings(Config.class).neighbours();
    boolean tokens = setup.task() == Task.TOKEN_CLASSIFICATION;
    return batch -> evaluate(batch, neighbours, tokens);
  }

  private static Tensor evaluate(PenaltyContext batch, int neighbours, boolean tokens) {
    Tensor hidden = batch.representation().detach();
    if (tokens) {
      Tensor mask = batch.mask();
      hidden = hidden.mul(mask.unsqueeze(2)).sum(1).div(mask.sum(1).clampMin(1).unsqueeze(1));
    }
    Tensor distance = hidden.cdist(hidden);
    // the nearest of all is the row itself; rows at the same distance as the last one count too
    long last = Math.min(neighbours, batch.size() - 1L);
    Tensor limit = distance.sort(1).slice(1, last, last + 1);
    Tensor near = distance.gt(limit).neg().add(1);
    Tensor count = near.sum(1).sub(1).clampMin(1);
    Tensor outputs = batch.outputs();
    return outputs.cdist(outputs).square().mul(near).sum(1).div(count).mean();
  }
}
