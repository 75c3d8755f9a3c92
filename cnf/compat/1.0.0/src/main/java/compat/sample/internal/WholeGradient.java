package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Clips the gradient of the batch. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.GRADIENT_POLICY, id = "compat.whole-gradient")
public final class WholeGradient implements GradientPolicy {
  @Override
  public GradientPlan plan(PolicySetup setup) {
    return new GradientPlan(Clipping.GLOBAL, 1, 0, Sampling.SHUFFLE);
  }

  @Override
  public Map<String, Double> spent(PolicySetup setup, long steps) {
    return Map.of("steps", (double) steps);
  }
}
