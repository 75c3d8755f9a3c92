package plugins.privacy.internal;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;

/**
 * Keeps the representation of the input small: the mean Euclidean norm of the word embeddings of a
 * row's tokens, padding left out, averaged over the rows. At least 0, in units of the embeddings.
 *
 * <p>Each row is averaged on its own, so that the term has per-sample gradients. It bounds how much
 * a single input can stand out; it gives no formal guarantee of privacy.
 */
@Component
@Contribution(kind = Kind.PENALTY, id = "privacy.representation-norm", needs = Need.WORD_EMBEDDINGS)
public final class RepresentationNorm implements Penalty {
  @Override
  public PenaltyScope scope() {
    return PenaltyScope.PER_SAMPLE;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    return batch -> {
      Tensor mask = batch.mask();
      Tensor norms = batch.embeddings().norm(-1).mul(mask);
      return norms.sum(1).div(mask.sum(1).clampMin(1)).mean();
    };
  }
}
