package ${package};

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Discourages great certainty: the mean over rows of max(0, greatest probability − cap)². */
@Component
@Contribution(
    kind = Kind.PENALTY,
    id = "${id}",
    settings = ${className}Penalty.Config.class,
    description = "How far the greatest probability of a row exceeds a cap, squared.")
public final class ${className}Penalty implements Penalty {
  @ObjectClassDefinition(name = "Certainty cap", description = "Discourages great certainty.")
  @interface Config {
    @AttributeDefinition(min = "0", max = "1", description = "Probability that costs nothing.")
    double cap() default 0.9;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    double cap = setup.settings(Config.class).cap();
    return batch -> batch.outputs().max(1).sub(cap).clampMin(0).square().mean();
  }

  @Override
  public PenaltyScope scope() {
    return PenaltyScope.PER_SAMPLE;
  }
}
