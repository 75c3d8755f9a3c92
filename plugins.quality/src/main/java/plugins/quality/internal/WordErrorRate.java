package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Words that must be changed, inserted or left out to make one text of another, over the words of
 * the reference, at least 0; texts are split at blanks. Parts: match error rate, word information
 * preserved and lost (Morris et al. 2004), edits of words and of characters.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.word-error-rate",
    description = "How far a text, such as an answer or a transcript, is from what it should be.",
    settings = WordConfig.class)
public final class WordErrorRate implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    WordConfig config = settings.as(WordConfig.class);
    return WordErrors.evaluate(set, config.reference(), config.hypothesis());
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts(
        settings.as(WordConfig.class).reference(), settings.as(WordConfig.class).hypothesis());
  }
}
