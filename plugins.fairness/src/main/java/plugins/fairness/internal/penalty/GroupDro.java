package plugins.fairness.internal.penalty;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
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
 * The group that fares worst counts: the base loss of the worst group, averaged over the protected
 * columns, in nats. Exponentiated: Σ q_g L_g, where after each step q_g grows by the factor
 * exp(step · L_g) and is normalised (group DRO, Sagawa et al. 2020, arXiv 1911.08731, algorithm 1).
 * Smooth: τ (log Σ exp(L_g / τ) − log P) over the P groups of a batch, between the mean and the
 * greatest of the group losses, which it tends to as τ falls to 0.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = GroupDro.ID,
    settings = GroupDro.Config.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class GroupDro implements Penalty {
  static final String ID = "fairness.group-dro";

  /** How the worst group is found. */
  enum Form {
    /** By weights that grow from step to step for groups with a great loss. */
    EXPONENTIATED,
    /** By a soft maximum over the groups of a batch. */
    SMOOTH
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Worst group",
      description = "Penalises the loss of the group that fares worst.")
  @interface Config {
    /** Protected columns; none for all. */
    @AttributeDefinition(description = "Protected columns to look at; none for all of the run.")
    String[] columns() default {};

    /** How the worst group is found. */
    @AttributeDefinition(
        description =
            "EXPONENTIATED: by weights of groups that are kept over steps; SMOOTH: by a soft"
                + " maximum over the groups of a batch.")
    Form form() default Form.EXPONENTIATED;

    /** Step of the weights. */
    @AttributeDefinition(
        min = "0",
        description = "How fast the weights of groups follow their losses, with EXPONENTIATED.")
    double step() default 0.01;

    /** Temperature of the soft maximum. */
    @AttributeDefinition(
        min = "0.0001",
        description = "Temperature of the soft maximum in nats, with SMOOTH.")
    double temperature() default 0.1;

    /** How many rows of a group a batch must hold for the group to be looked at. */
    @AttributeDefinition(
        min = "1",
        description = "Rows that a batch must hold of a group for the group to be looked at.")
    int minimumGroup() default 1;

    /** Share of the past that running estimates keep from step to step. */
    @AttributeDefinition(
        min = "0",
        max = "0.9999",
        description =
            "Share of earlier steps that losses of a group keep from step to step, such as 0.9;"
                + " 0 for none: each batch for itself.")
    double running() default 0;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    Config config = setup.settings(Config.class);
    Compared compared =
        Compared.of(ID, setup, config.columns(), config.minimumGroup(), config.running());
    return new Term(compared, config.form(), config.step(), config.temperature());
  }

  private record Term(Compared compared, Form form, double step, double temperature)
      implements PenaltyTerm {
    /** Stands for the logarithm of 0. */
    private static final double NEVER = -1e9;

    @Override
    public List<OwnBuffer> buffers() {
      List<OwnBuffer> all = new ArrayList<>(compared.buffers(1));
      for (int i = 0; form == Form.EXPONENTIATED && i < compared.size(); i++) {
        int groups = compared.groups().get(i);
        if (groups > 0) {
          all.add(OwnBuffer.of("weights." + i, 1.0 / groups, groups));
        }
      }
      return all;
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Observed observed = Quantity.loss().of(batch);
      Precision precision = new Precision();
      Tensor sum = batch.constant(0);
      for (int i = 0; i < compared.size(); i++) {
        if (compared.groups().get(i) > 0) {
          GroupRates losses = compared.rates(batch, i, observed);
          precision.add(losses);
          Tensor loss = losses.rate().squeeze(1);
          Tensor present = losses.present().squeeze(1);
          boolean smooth = form == Form.SMOOTH;
          sum = sum.add(smooth ? smooth(loss, present) : weighted(batch, i, loss, present));
        }
      }
      precision.report(batch);
      return sum.div(compared.size());
    }

    private Tensor smooth(Tensor loss, Tensor present) {
      Tensor scaled = present.where(loss.div(temperature), loss.constant(NEVER));
      Tensor groups = present.sum();
      Tensor value = scaled.logSumExp(0).sub(groups.clampMin(1).log()).mul(temperature);
      return groups.where(value, value.constant(0));
    }

    /**
     * A group that is not in the batch counts as one without loss, as the authors' program does.
     */
    private Tensor weighted(PenaltyContext batch, int column, Tensor loss, Tensor present) {
      String name = "weights." + column;
      Tensor weights = batch.buffer(name);
      Tensor now = loss.mul(present);
      Tensor grown = weights.mul(now.detach().mul(step).exp());
      batch.keep(name, grown.div(grown.sum()));
      return now.mul(weights).sum();
    }
  }
}
