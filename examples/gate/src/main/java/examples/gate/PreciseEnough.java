package examples.gate;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A figure must be known precisely before it may speak for a release: the confidence interval of
 * the tuned model's figure is at most so wide. A limit that holds for the point value of a few test
 * rows says little.
 */
@Component
@Contribution(
    kind = Kind.GATE,
    id = "example.precise-enough",
    settings = PreciseEnough.Config.class,
    description = "The confidence interval of a figure is narrow enough.")
public final class PreciseEnough implements Gate {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Precise enough",
      description = "Bounds the width of the confidence interval of a figure.")
  @interface Config {
    /** The metric. */
    @AttributeDefinition(description = "Id of the metric, which must be one of the run's.")
    String metric() default "quality.accuracy";

    /** The greatest width. */
    @AttributeDefinition(min = "0", description = "Greatest width, in the metric's unit.")
    double width() default 0.1;
  }

  @Override
  public GateResult evaluate(GateContext evidence) {
    Config config = evidence.settings().as(Config.class);
    MetricResult figure = evidence.tuned().get(config.metric());
    if (figure == null || !figure.defined()) {
      return new GateResult(
          GateStatus.ERROR, "The run has no figure " + config.metric() + "; add the metric.");
    }
    Interval interval = figure.interval();
    if (interval == null || !Double.isFinite(interval.high() - interval.low())) {
      return new GateResult(
          GateStatus.ERROR,
          config.metric() + " has no interval; evaluation.bootstrap must be above 0.");
    }
    double width = interval.high() - interval.low();
    String reason =
        String.format(
            Locale.ROOT,
            "The %.0f %% interval of %s is %.3g wide; at most %.3g passes.",
            100 * interval.level(),
            config.metric(),
            width,
            config.width());
    return new GateResult(width <= config.width() ? GateStatus.PASS : GateStatus.FAIL, reason);
  }
}
