package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Precision, recall, F1 and support of each class (of each tag for token classification); the value
 * is the F1 averaged by support, in [0, 1]. As scikit-learn's classification_report with zero
 * division 0.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.classification-report",
    description =
        "Balance of precision and recall (F1), averaged over the classes by how often they occur.")
public final class ClassificationReport implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    Confusion all = Confusion.of(set);
    MetricResult result = Figures.result(set, Direction.HIGHER_IS_BETTER, all, Figures::weightedF1);
    return result.defined() ? result.withParts(parts(set.classes(), all)) : result;
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }

  private static List<Part> parts(List<String> classes, Confusion all) {
    List<Part> parts = new ArrayList<>();
    Averages averages = new Averages();
    for (int label = 0; label < classes.size(); label++) {
      boolean seen = all.truth(label) + all.predicted(label) > 0;
      PrecisionRecall figures =
          new PrecisionRecall(all.hits(label), all.predicted(label), all.truth(label));
      figures.addTo(parts, classes.get(label), seen);
      averages.add(figures);
    }
    averages.addTo(parts);
    parts.add(Part.of("accuracy", Figures.accuracy(all)));
    return parts;
  }
}
