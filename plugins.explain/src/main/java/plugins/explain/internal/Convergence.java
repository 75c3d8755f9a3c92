package plugins.explain.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Explanations must hold: the greatest error that an explainer states for itself over the explained
 * rows is at most a bound. For integrated gradients this is the convergence delta (Sundararajan et
 * al. 2017, arXiv 1703.01365, axiom of completeness). An explainer that took no part, or cannot
 * tell its error, is missing evidence.
 */
@Component
@Contribution(kind = Kind.GATE, id = "explain.convergence", settings = Convergence.Config.class)
public final class Convergence implements Gate {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Convergence of explanations",
      description = "Bounds the error that an explainer states for itself.")
  @interface Config {
    /** The explainer. */
    @AttributeDefinition(description = "Id of the explainer whose error is judged.")
    String explainer() default "explain.integrated-gradients";

    /** Greatest error. */
    @AttributeDefinition(
        min = "0",
        description = "Greatest error that passes, in units of the explained output.")
    double most() default 0.05;
  }

  @Override
  public GateResult evaluate(GateContext evidence) {
    Config config = evidence.settings().as(Config.class);
    Optional<Double> error = evidence.explanationError(config.explainer());
    if (error.isEmpty() || !Double.isFinite(error.get())) {
      return new GateResult(
          GateStatus.ERROR,
          "The explainer "
              + config.explainer()
              + " stated no error of its explanations, or took no part in the run.");
    }
    boolean holds = error.get() <= config.most();
    String reason =
        String.format(
            Locale.ROOT,
            "The greatest error of %s is %.4g; at most %.4g passes.",
            config.explainer(),
            error.get(),
            config.most());
    return new GateResult(holds ? GateStatus.PASS : GateStatus.FAIL, reason);
  }
}
