package plugins.privacy.internal.attack;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.AttackMetric;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.AttackedModel.Comparison;
import governance.api.evaluate.Direction;
import governance.api.evaluate.MetricResult;

/** A metric of membership inference. */
abstract class MembershipMetric implements AttackMetric {
  /** What a metric is computed from. */
  record Inferred(
      AttackedModel model, Comparison comparison, Membership membership, Attack attack) {
    Pair scores() {
      return Pair.of(membership, attack);
    }

    String note() {
      String text =
          membership.members().size()
              + " members and as many non-members, drawn at random; by "
              + attack.title();
      text +=
          attack == Attack.LOSS
              ? "."
              : " against "
                  + membership.references()
                  + " reference models"
                  + (model.spent().isEmpty() ? "." : ", which no budget covers.");
      long same = comparison.duplicates();
      return same == 0
          ? text
          : text + " Left out: " + same + " held-out rows that training has too.";
    }
  }

  /** Settings in common, whatever their annotation. */
  record Choice(int rows, int references, Attack attack) {
    void check() {
      if (references > 0 && references < Membership.FEWEST_REFERENCES) {
        throw GovernanceException.spec(
            "references",
            "is " + references,
            "0, or at least " + Membership.FEWEST_REFERENCES,
            "Set it to " + Membership.FEWEST_REFERENCES + " or 0");
      }
      boolean calibrated = attack == Attack.CALIBRATED || attack == Attack.LIKELIHOOD_RATIO;
      if (references == 0 && calibrated) {
        throw GovernanceException.spec(
            "attack",
            "is " + attack + " without reference models",
            "references of at least " + Membership.FEWEST_REFERENCES,
            "Set references, or attack to LOSS");
      }
    }
  }

  /** Returns the settings. */
  abstract Choice choice(Settings settings);

  /** Computes the figure; there are at least two members and non-members. */
  abstract MetricResult measure(Inferred inferred, Settings settings);

  @Override
  public final int references(Settings settings) {
    choice(settings).check();
    return choice(settings).references();
  }

  @Override
  public final MetricResult attack(AttackedModel model, Settings settings) {
    Choice choice = choice(settings);
    choice.check();
    Comparison comparison = model.compare(choice.rows());
    if (!comparison.members().hasScores() || !comparison.others().hasScores()) {
      return undefined("The model gives no probabilities.");
    }
    Membership membership = new Membership(comparison);
    Attack attack = membership.meant(choice.attack());
    Inferred inferred = new Inferred(model, comparison, membership, attack);
    Pair loss = Pair.of(membership, Attack.LOSS);
    return Math.min(loss.members().length, loss.others().length) < 2
        ? undefined("There are fewer than two members or held-out rows to tell apart.")
        : measure(inferred, settings);
  }

  static MetricResult undefined(String why) {
    return MetricResult.undefined(Direction.LOWER_IS_BETTER, why);
  }
}
