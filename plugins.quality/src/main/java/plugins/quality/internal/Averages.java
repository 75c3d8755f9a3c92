package plugins.quality.internal;

import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * The averages below a classification report, over the classes or types that occur or are
 * predicted, as scikit-learn and seqeval print them: macro counts each alike, weighted each by its
 * support.
 */
final class Averages {
  private final List<PrecisionRecall> each = new ArrayList<>();

  /** Adds one class; what neither occurs nor is predicted takes no part. */
  void add(PrecisionRecall figures) {
    if (figures.support() + figures.predicted() > 0) {
      each.add(figures);
    }
  }

  /** Adds the four figures of the micro average: all classes pooled. */
  static void addMicro(List<Part> parts, PrecisionRecall pooled) {
    pooled.addTo(parts, "micro avg", true);
  }

  /** Adds the four figures of the macro and of the weighted average. */
  void addTo(List<Part> parts) {
    double support = each.stream().mapToDouble(PrecisionRecall::support).sum();
    double[] equal = new double[3];
    double[] weighted = new double[3];
    for (PrecisionRecall one : each) {
      double[] figures = {one.precision(), one.recall(), one.f1()};
      for (int i = 0; i < figures.length; i++) {
        equal[i] += figures[i] / each.size();
        weighted[i] += support > 0 ? figures[i] * one.support() / support : 0;
      }
    }
    addTo(parts, "macro avg", equal, support);
    addTo(parts, "weighted avg", weighted, support);
  }

  private static void addTo(List<Part> parts, String name, double[] figures, double support) {
    parts.add(Part.of(name + " precision", figures[0]));
    parts.add(Part.of(name + " recall", figures[1]));
    parts.add(Part.of(name + " f1", figures[2]));
    parts.add(Part.of(name + " support", support));
  }
}
