package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.OwnParameter;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * An adversary that learns to tell groups from what the model says does not succeed (Zhang et al.
 * 2018, arXiv 1801.07593; the gradient is reversed as by Ganin et al. 2016, equation 18). The value
 * is exp(−CE), where CE is the adversary's cross-entropy, the mean over the groups of a batch: the
 * geometric mean of the probability that it gives to the right group, averaged over columns. In [0,
 * 1]; 1/G says that it knows nothing of G groups. The model lowers the value while the adversary,
 * whose weights are the penalty's own, raises it.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = AdversarialDebiasing.ID,
    tasks = Task.SEQUENCE_CLASSIFICATION,
    settings = AdversarialDebiasing.Config.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AdversarialDebiasing implements Penalty {
  static final String ID = "fairness.adversarial-debiasing";

  /** What the adversary may know besides. */
  enum Notion {
    /** Nothing: outcomes shall not depend on the group. */
    DEMOGRAPHIC_PARITY,
    /** The true class: outcomes shall not depend on the group among cases of a class. */
    EQUALIZED_ODDS,
    /** Only cases of the favourable class are looked at. */
    EQUAL_OPPORTUNITY
  }

  /** What the adversary reads. */
  enum Reads {
    /** The logits. */
    LOGITS,
    /** The hidden states that the head reads. */
    REPRESENTATION
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Adversarial debiasing",
      description = "Trains the model against an adversary that tells groups from its outcomes.")
  @interface Config {
    /** Protected columns; none for all. */
    @AttributeDefinition(description = "Protected columns to hide; none for all of the run.")
    String[] columns() default {};

    /** What the adversary may know besides. */
    @AttributeDefinition(
        description =
            "DEMOGRAPHIC_PARITY: it knows nothing else; EQUALIZED_ODDS: it knows the true class;"
                + " EQUAL_OPPORTUNITY: it sees cases of the favourable class only.")
    Notion notion() default Notion.DEMOGRAPHIC_PARITY;

    /** What the adversary reads. */
    @AttributeDefinition(
        description = "LOGITS: the logits; REPRESENTATION: the hidden states of the head.")
    Reads reads() default Reads.LOGITS;

    /** Width of the adversary's hidden layer. */
    @AttributeDefinition(
        min = "0",
        max = "4096",
        description = "Width of the adversary's hidden layer; 0 for none: a linear adversary.")
    int hidden() default 16;

    /** The factor of the reversed gradient. */
    @AttributeDefinition(
        min = "0",
        description = "How strongly the model works against the adversary, per unit of weight.")
    double strength() default 1;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Config config = setup.settings(Config.class);
    if (config.notion() == Notion.EQUAL_OPPORTUNITY && setup.favourable() < 0) {
      throw GovernanceException.spec(
          ID + " setting notion",
          "is EQUAL_OPPORTUNITY, and the run names no favourable class",
          "another notion, or a run with data.favourable, one of " + setup.classes(),
          "Set data.favourable, or choose EQUALIZED_ODDS");
    }
    Compared compared = Compared.of(ID, setup, config.columns(), 1, 0);
    return new Adversary(
        setup, compared, config.notion(), config.reads(), config.hidden(), config.strength());
  }

  /** One adversary for each column; parameters are named by the column's place. */
  private record Adversary(
      PenaltySetup setup,
      Compared compared,
      Notion notion,
      Reads reads,
      int hidden,
      double strength)
      implements PenaltyTerm {
    private int width() {
      int classes = setup.classes().size();
      int read = reads == Reads.LOGITS ? classes : setup.hiddenSize();
      return notion == Notion.EQUALIZED_ODDS ? (read + 1) * classes : read;
    }

    @Override
    public List<OwnParameter> parameters() {
      List<OwnParameter> all = new ArrayList<>();
      for (int i = 0; i < compared.size(); i++) {
        int groups = Math.max(1, compared.groups().get(i));
        if (hidden > 0) {
          double spread = 1 / Math.sqrt(width());
          all.add(OwnParameter.normal("hidden.weight." + i, spread, width(), hidden));
          all.add(OwnParameter.constant("hidden.bias." + i, 0, hidden));
        }
        int last = hidden > 0 ? hidden : width();
        all.add(OwnParameter.normal("weight." + i, 0.1 / Math.sqrt(last), last, groups));
        all.add(OwnParameter.constant("bias." + i, 0, groups));
      }
      return all;
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor seen = seen(batch);
      Tensor counted = counted(batch);
      Tensor sum = batch.constant(0);
      for (int i = 0; i < compared.size(); i++) {
        if (compared.groups().get(i) > 0) {
          sum = sum.add(success(batch, i, seen, counted));
        }
      }
      return sum.div(compared.size());
    }

    /** The same values; the gradient for the model is multiplied by the strength. */
    private Tensor seen(PenaltyContext batch) {
      Tensor read = reads == Reads.LOGITS ? centred(batch.logits()) : batch.representation();
      Tensor still = read.detach();
      Tensor scaled = still.add(read.sub(still).mul(strength));
      if (notion != Notion.EQUALIZED_ODDS) {
        return scaled;
      }
      Tensor labels = Quantity.oneHot(batch, setup);
      Tensor byLabel = scaled.unsqueeze(1).mul(labels.unsqueeze(2));
      return byLabel.reshape(batch.size(), -1).concat(1, labels);
    }

    /** What is added to all logits of a row changes no probability. */
    private static Tensor centred(Tensor logits) {
      return logits.sub(logits.mean(1).unsqueeze(1));
    }

    /** Returns 1 for each row that is looked at, [B, 1]. */
    private Tensor counted(PenaltyContext batch) {
      Tensor labels = Quantity.oneHot(batch, setup);
      int favourable = setup.favourable();
      return notion == Notion.EQUAL_OPPORTUNITY
          ? labels.slice(1, favourable, favourable + 1L)
          : labels.sum(1).unsqueeze(1);
    }

    /** All groups in the batch count alike, however many rows they have; 0 if there is none. */
    private Tensor success(PenaltyContext batch, int column, Tensor seen, Tensor counted) {
      Tensor last = seen;
      if (hidden > 0) {
        Tensor first = seen.matmul(own(batch, "hidden.weight." + column));
        last = first.add(own(batch, "hidden.bias." + column)).tanh();
      }
      Tensor logits = last.matmul(own(batch, "weight." + column));
      Tensor log = logits.add(own(batch, "bias." + column)).logSoftmax(1);
      Tensor member = batch.membership(compared.columns().get(column)).mul(counted);
      Tensor size = member.sum(0);
      Tensor groups = size.gt(size.constant(0.5)).sum();
      Tensor mean = log.mul(member).sum(0).div(size.clampMin(1)).sum().div(groups.clampMin(1));
      return mean.exp().mul(groups.clampMax(1));
    }

    /** The same values with the gradient reversed: the adversary raises what the model lowers. */
    private static Tensor own(PenaltyContext batch, String name) {
      Tensor own = batch.own(name);
      return own.detach().mul(2).sub(own);
    }
  }
}
