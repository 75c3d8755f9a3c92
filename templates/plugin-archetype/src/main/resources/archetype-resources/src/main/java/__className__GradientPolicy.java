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

/** Clips the gradient of each batch and adds Gaussian noise; promises no privacy. */
@Component
@Contribution(
    kind = Kind.GRADIENT_POLICY,
    id = "${id}",
    settings = ${className}GradientPolicy.Config.class,
    description = "Clipped gradients with Gaussian noise.")
public final class ${className}GradientPolicy implements GradientPolicy {
  @ObjectClassDefinition(name = "Noisy gradients", description = "Clips and adds noise.")
  @interface Config {
    @AttributeDefinition(min = "1e-6", description = "Greatest norm of a batch's gradient.")
    double clip() default 1;

    @AttributeDefinition(min = "0", description = "Deviation of the noise in units of the clip.")
    double noise() default 0.01;
  }

  @Override
  public GradientPlan plan(PolicySetup setup) {
    Config config = setup.settings().as(Config.class);
    return new GradientPlan(Clipping.GLOBAL, config.clip(), config.noise(), Sampling.SHUFFLE);
  }

  @Override
  public Map<String, Double> spent(PolicySetup setup, long steps) {
    return Map.of();
  }
}
