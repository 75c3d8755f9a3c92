package examples.adversary;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.OwnParameter;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * An adversary with parameters of its own: it learns to tell a person's group from what the head
 * reads, and the model learns against it, because the gradient that reaches the model is reversed
 * (Ganin et al. 2016, arXiv 1505.07818, equation 18; against bias Zhang et al. 2018, arXiv
 * 1801.07593). The term is the adversary's cross-entropy in nats, the mean over rows and protected
 * columns; a row whose group is not known counts 0. It rises towards ln G while the model wins.
 */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = "example.group-adversary",
    needs = Need.PROTECTED_ATTRIBUTE,
    tasks = Task.SEQUENCE_CLASSIFICATION,
    settings = GroupAdversary.Config.class,
    description = "The loss of an adversary that reads groups from the representation.")
public final class GroupAdversary implements Penalty {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Group adversary",
      description = "Trains an adversary that reads groups from the representation.")
  @interface Config {
    /** The factor of the reversed gradient. */
    @AttributeDefinition(
        min = "0",
        description = "How strongly the model works against the adversary, per unit of weight.")
    double strength() default 1;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    return new Adversary(setup, setup.settings(Config.class).strength());
  }

  @Override
  public PenaltyScope scope() {
    return PenaltyScope.PER_SAMPLE;
  }

  /** A linear classifier for each protected column; parameters are named by the column's place. */
  private record Adversary(PenaltySetup setup, double strength) implements PenaltyTerm {
    @Override
    public List<OwnParameter> parameters() {
      List<OwnParameter> all = new ArrayList<>();
      List<String> columns = setup.protectedColumns();
      for (int i = 0; i < columns.size(); i++) {
        int groups = setup.groups(columns.get(i)).size();
        all.add(OwnParameter.normal("weight." + i, 0.02, setup.hiddenSize(), groups));
        all.add(OwnParameter.constant("bias." + i, 0, groups));
      }
      return all;
    }

    @Override
    public Tensor evaluate(PenaltyContext batch) {
      Tensor hidden = batch.representation();
      // The same values; the gradient for the model is that of −strength · hidden.
      Tensor reversed = hidden.detach().mul(1 + strength).sub(hidden.mul(strength));
      List<String> columns = setup.protectedColumns();
      Tensor sum = batch.constant(0);
      for (int i = 0; i < columns.size(); i++) {
        Tensor logits = reversed.matmul(batch.own("weight." + i)).add(batch.own("bias." + i));
        Tensor right = logits.logSoftmax(1).mul(batch.membership(columns.get(i)));
        sum = sum.sub(right.sum(1).mean());
      }
      return sum.div(Math.max(1, columns.size()));
    }
  }
}
