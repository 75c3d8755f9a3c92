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
 * Exponential of the mean loss at hidden places, at least 1: among how many equally likely pieces
 * the model chooses. Unlike the pseudo-perplexity of Salazar et al. 2020 it hides several places of
 * a text at once, so it is higher than theirs.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.pseudo-perplexity",
    description =
        "Between how many equally likely words the model seems to choose for a hidden one.",
    tasks = Task.MASKED_LANGUAGE_MODEL)
public final class PseudoPerplexity implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return HiddenPlaces.result(set, Math.exp(HiddenPlaces.loss(set)));
  }
}
