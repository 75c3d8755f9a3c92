package examples.modelmetric;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.evaluate.ModelMetric;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Counterfactual token fairness (Garg et al. 2019, arXiv 1809.10610, definition 1): how far the
 * predicted distribution moves when in a sentence one word for a group of people is put in place of
 * another. The mean over sentences and pairs of the total variation distance ½ Σ |p − q|, in [0,
 * 1]. The sentences are the metric's own, so the model is asked itself.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = "example.counterfactual-gap",
    tasks = Task.SEQUENCE_CLASSIFICATION,
    settings = CounterfactualGap.Config.class,
    description = "How far predictions move when a word for a group is put in place of another.")
public final class CounterfactualGap implements ModelMetric {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Counterfactual gap",
      description = "Compares predictions for sentences that differ in one word.")
  @interface Config {
    /** The sentences. */
    @AttributeDefinition(description = "Sentences with {} where the word goes.")
    String[] sentences() default {
      "{} asks for a loan.", "{} has paid every bill on time.", "{} lost a job last year."
    };

    /** The words. */
    @AttributeDefinition(description = "Pairs of words with a slash between.")
    String[] pairs() default {"he/she", "the man/the woman", "the young/the old"};
  }

  @Override
  public MetricResult examine(QueryableModel model, EvaluationSet set, Settings settings) {
    Config config = settings.as(Config.class);
    List<Part> parts = new ArrayList<>();
    double all = 0;
    for (String pair : config.pairs()) {
      String[] words = pair.split("/", 2);
      double[][] one = model.probabilities(filled(config.sentences(), words[0]));
      double[][] other = model.probabilities(filled(config.sentences(), words[words.length - 1]));
      double sum = 0;
      for (int i = 0; i < one.length; i++) {
        sum += distance(one[i], other[i]);
      }
      parts.add(Part.of(pair, sum / one.length));
      all += sum;
    }
    long n = (long) config.pairs().length * config.sentences().length;
    return n == 0
        ? MetricResult.undefined(Direction.LOWER_IS_BETTER, "no sentence or no pair of words")
        : MetricResult.of(all / n, Direction.LOWER_IS_BETTER, n).withParts(parts);
  }

  private static List<String> filled(String[] sentences, String word) {
    return List.of(sentences).stream().map(sentence -> sentence.replace("{}", word)).toList();
  }

  private static double distance(double[] p, double[] q) {
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      sum += Math.abs(p[c] - q[c]);
    }
    return sum / 2;
  }
}
