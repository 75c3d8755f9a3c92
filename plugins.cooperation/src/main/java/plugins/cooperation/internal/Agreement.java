package plugins.cooperation.internal;

import governance.api.Contribution;
import governance.api.GovernanceException;
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
 * Models agree. With parties: how far the model's predicted distribution M(x) is from that of each
 * party's model Mₖ(x) on the same row, (1/N) Σᵢ (1/K) Σₖ ‖M(xᵢ) − Mₖ(xᵢ)‖² in [0, 2], or the
 * Jensen-Shannon divergence in [0, ln 2]; for token classification averaged over a row's labelled
 * tokens. Parties' models are not trained.
 *
 * <p>Without parties: (1/N) Σᵢ (1/N) Σⱼ ‖M(xᵢ) − M(xⱼ)‖² = 2 (N Σ mᵢ² − (Σ mᵢ)²) / N², summed over
 * the classes, in [0, 2]. Being the mean over all ordered pairs it keeps its scale when the batch
 * grows; the sum form Σᵢ (1/N) Σⱼ … is N times as great.
 */
@Component
@Contribution(kind = Kind.PENALTY, id = "cooperation.agreement", settings = Agreement.Config.class)
public final class Agreement implements Penalty {
  /** How the distance of two distributions is measured. */
  enum Divergence {
    /** The squared Euclidean distance. */
    SQUARED,
    /** The Jensen-Shannon divergence in nats (Lin 1991, doi 10.1109/18.61115). */
    JENSEN_SHANNON
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Agreement",
      description = "Penalises disagreement with the models of other parties.")
  @interface Config {
    /** How the distance to a party's prediction is measured. */
    @AttributeDefinition(
        description =
            "Distance to a party's prediction: SQUARED (Euclidean) or JENSEN_SHANNON (in nats;"
                + " needs parties).")
    Divergence divergence() default Divergence.SQUARED;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Divergence divergence = setup.settings(Config.class).divergence();
    if (!setup.parties().isEmpty()) {
      return batch -> betweenParties(batch, divergence);
    }
    if (divergence != Divergence.SQUARED) {
      throw GovernanceException.spec(
          "cooperation.agreement setting divergence",
          "got " + divergence + " without parties",
          Divergence.SQUARED.toString(),
          "Name parties in the run spec, or leave the setting out");
    }
    return Agreement::betweenRows;
  }

  /** Deviations from the mean instead of a difference of sums, which would cancel. */
  private static Tensor betweenRows(PenaltyContext batch) {
    Tensor outputs = batch.outputs();
    Tensor deviation = outputs.sub(outputs.mean(0).unsqueeze(0));
    return deviation.square().sum().mul(2.0 / batch.size());
  }

  private static Tensor betweenParties(PenaltyContext batch, Divergence divergence) {
    Tensor own = batch.probabilities();
    Tensor sum = null;
    for (Tensor logits : batch.partyLogits()) {
      Tensor theirs = logits.detach().softmax(-1);
      Tensor distance = divergence == Divergence.SQUARED ? squared(own, theirs) : js(own, theirs);
      sum = sum == null ? distance : sum.add(distance);
    }
    Tensor each = sum.div(batch.partyLogits().size());
    return each.shape().length == 1 ? each.mean() : meanOfLabelled(batch, each);
  }

  private static Tensor meanOfLabelled(PenaltyContext batch, Tensor each) {
    Tensor labels = batch.labels();
    Tensor labelled = labels.gt(labels.constant(-1));
    return each.mul(labelled).sum(1).div(labelled.sum(1).clampMin(1)).mean();
  }

  private static Tensor squared(Tensor own, Tensor theirs) {
    return own.sub(theirs).square().sum(-1);
  }

  private static Tensor js(Tensor own, Tensor theirs) {
    Tensor middle = entropy(own.add(theirs).div(2));
    return middle.sub(entropy(own).add(entropy(theirs)).div(2)).clampMin(0);
  }

  /**
   * Probabilities of 0 are lifted to the smallest normal float: their share stays 0 and so does its
   * slope.
   */
  private static Tensor entropy(Tensor distribution) {
    return distribution.mul(distribution.clampMin(Float.MIN_NORMAL).log()).sum(-1).neg();
  }
}
