package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Discourages probabilities above a cap. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.PENALTY, id = "compat.confidence", settings = Confidence.Config.class)
public final class Confidence implements Penalty {
  @ObjectClassDefinition(name = "Confidence", description = "Discourages great probabilities.")
  @interface Config {
    @AttributeDefinition(description = "Greatest probability.", min = "0.5", max = "1")
    double cap() default 0.9;
  }

  @Override
  public PenaltyScope scope() {
    return PenaltyScope.PER_SAMPLE;
  }

  @Override
  public PenaltyTerm prepare(PenaltySetup setup) {
    double cap = setup.settings(Config.class).cap();
    return batch -> {
      Tensor over = batch.probabilities().max(1).sub(cap).clampMin(0);
      return over.square().mean();
    };
  }
}
