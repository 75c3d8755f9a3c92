package plugins.explain.internal;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Similar inputs get similar outputs: (1/N) Σᵢ (1/N) Σⱼ ‖M(xᵢ) − M(xⱼ)‖ / ‖xᵢ − xⱼ‖ over the N rows
 * of a batch, where x is the mean word embedding of a row's tokens and M(x) the predicted
 * distribution. At least 0, in units of one over the embeddings. A pair of equal inputs, a row with
 * itself among them, counts as 0.
 *
 * <p>Being the mean over all ordered pairs it keeps its scale when the batch grows. The sum form Σᵢ
 * (1/N) Σⱼ … is N times as great.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = "explain.smoothness",
    settings = Smoothness.Config.class,
    needs = Need.WORD_EMBEDDINGS)
public final class Smoothness implements Penalty {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Smoothness",
      description = "Penalises outputs that differ more than their inputs do.")
  @interface Config {
    /** Distance up to which two inputs count as equal. */
    @AttributeDefinition(
        min = "0",
        description = "Pairs of inputs that are no farther apart count as equal and are left out.")
    double minimumDistance() default 1e-6;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    double least = setup.settings(Config.class).minimumDistance();
    return batch -> evaluate(batch, least);
  }

  private static Tensor evaluate(PenaltyContext batch, double least) {
    Tensor outputs = batch.outputs();
    Tensor inputs = pooled(batch);
    Tensor distance = inputs.cdist(inputs);
    Tensor apart = distance.gt(distance.constant(least));
    // The divisor is replaced before dividing: an infinite slope times 0 would be no number.
    Tensor divisor = apart.where(distance, distance.constant(1));
    double pairs = (double) batch.size() * batch.size();
    return outputs.cdist(outputs).div(divisor).mul(apart).sum().div(pairs);
  }

  /** Returns the mean embedding of each row's tokens, [N, H], by one product over the tokens. */
  private static Tensor pooled(PenaltyContext batch) {
    Tensor mask = batch.mask();
    Tensor share = mask.div(mask.sum(1).clampMin(1).unsqueeze(1)).unsqueeze(1);
    return share.matmul(batch.embeddings()).squeeze(1);
  }
}
