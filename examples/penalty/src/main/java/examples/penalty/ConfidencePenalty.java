package examples.penalty;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Penalises overconfident predictions: max(0, Γ ln C − H(p)), the mean over rows, with entropy H in
 * nats, C classes and a share Γ of the greatest possible entropy from which on nothing is paid. In
 * [0, ln C]. For token classification the mean over the labelled tokens of a row.
 *
 * <p>Source: Pereyra et al. 2017, Regularizing neural networks by penalizing confident output
 * distributions, arXiv 1701.06548, section 3 (the hinge in 3.1).
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = "example.confidence-penalty",
    settings = ConfidencePenalty.Config.class,
    description = "How far the entropy of predictions stays below a threshold, in nats.")
public final class ConfidencePenalty implements Penalty {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Confidence penalty",
      description = "Penalises predictions that are surer than the threshold.")
  @interface Config {
    /** The threshold. */
    @AttributeDefinition(
        min = "0",
        max = "1",
        description = "Share of the greatest entropy, ln C, from which on nothing is paid.")
    double threshold() default 0.5;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    double enough = setup.settings(Config.class).threshold() * Math.log(setup.classes().size());
    boolean tokens = setup.task() == Task.TOKEN_CLASSIFICATION;
    return batch -> tokens ? labelled(batch, enough).mean() : lack(batch, enough).mean();
  }

  /** Returns max(0, enough − H) for each row or token. */
  private static Tensor lack(PenaltyContext batch, double enough) {
    Tensor negativeEntropy = batch.probabilities().mul(batch.logits().logSoftmax(-1)).sum(-1);
    return negativeEntropy.add(enough).clampMin(0);
  }

  /** Returns for each row the mean over its labelled tokens, 0 where it has none. */
  private static Tensor labelled(PenaltyContext batch, double enough) {
    Tensor counts = batch.labels().gt(batch.constant(-1));
    return lack(batch, enough).mul(counts).sum(1).div(counts.sum(1).clampMin(1));
  }

  @Override
  public PenaltyScope scope() {
    return PenaltyScope.PER_SAMPLE;
  }
}
