package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import org.osgi.service.component.annotations.Component;

/** Share of hidden places whose most probable piece is the one that stood there, in [0, 1]. */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.masked-accuracy",
    description = "Share of hidden words that the model names.",
    tasks = Task.MASKED_LANGUAGE_MODEL)
public final class MaskedAccuracy implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Figures.result(set, Figures::accuracy);
  }
}
