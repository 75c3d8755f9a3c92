package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import org.osgi.service.component.annotations.Component;

/**
 * Mean loss at hidden places: −ln of the probability given to the piece that stood there, in nats,
 * at least 0 (Devlin et al. 2019, section 3.1).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.masked-loss",
    description = "How surprised the model is by hidden words, in nats per word; lower is better.",
    tasks = Task.MASKED_LANGUAGE_MODEL)
public final class MaskedLoss implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return HiddenPlaces.result(set, HiddenPlaces.loss(set));
  }
}
