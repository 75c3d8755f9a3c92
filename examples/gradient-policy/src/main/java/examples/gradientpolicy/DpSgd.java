package examples.gradientpolicy;

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

/**
 * Differentially private training (Abadi et al. 2016, arXiv 1607.00133, algorithm 1): the gradient
 * of each row is clipped, Gaussian noise is added to their sum, and batches are Poisson samples.
 * The budget is that of the Gaussian mechanism with Poisson sampling by Rényi differential privacy:
 * an upper bound, for neighbours that differ in one row.
 */
@Component
@Contribution(
    kind = Kind.GRADIENT_POLICY,
    id = "example.dp-sgd",
    settings = DpSgd.Config.class,
    description = "Clips the gradient of each row and adds noise; tells the privacy budget spent.")
public final class DpSgd implements GradientPolicy {
  /** The settings. */
  @ObjectClassDefinition(
      name = "DP-SGD",
      description = "Differentially private stochastic gradient descent.")
  @interface Config {
    /** The bound on norms. */
    @AttributeDefinition(min = "1e-6", description = "Greatest norm of the gradient of one row.")
    double clip() default 1;

    /** The noise. */
    @AttributeDefinition(
        min = "0.1",
        description = "Standard deviation of the noise in units of the clip; more is more private.")
    double noise() default 1;

    /** The probability that the bound fails. */
    @AttributeDefinition(
        min = "1e-15",
        max = "0.01",
        description = "Probability that epsilon may fail; below 1 / rows.")
    double delta() default 1e-5;
  }

  @Override
  public GradientPlan plan(PolicySetup setup) {
    Config config = setup.settings().as(Config.class);
    return new GradientPlan(Clipping.PER_SAMPLE, config.clip(), config.noise(), Sampling.POISSON);
  }

  @Override
  public Map<String, Double> spent(PolicySetup setup, long steps) {
    Config config = setup.settings().as(Config.class);
    double rate = Math.min(1, (double) setup.batchSize() / setup.rows());
    double epsilon = RenyiBudget.epsilon(rate, config.noise(), steps, config.delta());
    return Map.of("epsilon", epsilon, "delta", config.delta());
  }
}
