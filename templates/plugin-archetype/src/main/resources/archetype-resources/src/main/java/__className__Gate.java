package ${package};

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateContext;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.evaluate.MetricResult;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Lets a model pass that is not worse than the untuned one in a figure for which more is better. */
@Component
@Contribution(
    kind = Kind.GATE,
    id = "${id}",
    settings = ${className}Gate.Config.class,
    description = "A figure is not below that of the untuned model.")
public final class ${className}Gate implements Gate {
  @ObjectClassDefinition(name = "No loss", description = "Compares with the untuned model.")
  @interface Config {
    @AttributeDefinition(description = "Id of the metric.")
    String metric() default "quality.accuracy";
  }

  @Override
  public GateResult evaluate(GateContext evidence) {
    String metric = evidence.settings().as(Config.class).metric();
    MetricResult before = evidence.baseline().get(metric);
    MetricResult after = evidence.tuned().get(metric);
    if (before == null || after == null || !before.defined() || !after.defined()) {
      return new GateResult(GateStatus.ERROR, "The run has no figure " + metric + ".");
    }
    String reason =
        String.format(
            Locale.ROOT, "%s is %.4g, before %.4g.", metric, after.value(), before.value());
    boolean holds = after.value() >= before.value();
    return new GateResult(holds ? GateStatus.PASS : GateStatus.FAIL, reason);
  }
}
