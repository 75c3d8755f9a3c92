package ${package};

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Clips the gradient of each batch and takes rows in random order; promises no privacy. */
@Component
@Contribution(
    kind = Kind.GRADIENT_POLICY,
    id = "${id}",
    settings = ${className}GradientPolicy.Config.class,
    description = "Clipped gradients.")
public final class ${className}GradientPolicy implements GradientPolicy {
  @ObjectClassDefinition(name = "Clipped gradients", description = "Bounds the norm of a batch.")
  @interface Config {
    @AttributeDefinition(min = "1e-6", description = "Greatest norm of the gradient of a batch.")
    double clip() default 1;
  }

  @Override
  public GradientPlan plan(PolicySetup setup) {
    double clip = setup.settings().as(Config.class).clip();
    return new GradientPlan(Clipping.GLOBAL, clip, 0, Sampling.SHUFFLE);
  }

  /** Returns a budget by name, such as epsilon and delta; here nothing is spent. */
  @Override
  public Map<String, Double> spent(PolicySetup setup, long steps) {
    return Map.of();
  }
}
