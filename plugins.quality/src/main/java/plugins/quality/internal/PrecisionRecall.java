package plugins.quality.internal;

import governance.api.evaluate.MetricResult.Part;
import java.util.List;

/**
 * How well one class or type was found. A ratio whose denominator is 0 is 0, as scikit-learn and
 * seqeval have it.
 *
 * @param hits weight of what was rightly found
 * @param predicted weight of what was found
 * @param support weight of what is there
 */
record PrecisionRecall(double hits, double predicted, double support) {
  double precision() {
    return predicted > 0 ? hits / predicted : 0;
  }

  double recall() {
    return support > 0 ? hits / support : 0;
  }

  double f1() {
    return predicted + support > 0 ? 2 * hits / (predicted + support) : 0;
  }

  /** Adds the four figures under a name; those of what does not occur at all are not defined. */
  void addTo(List<Part> parts, String name, boolean occurs) {
    parts.add(Part.of(name + " precision", occurs ? precision() : Double.NaN));
    parts.add(Part.of(name + " recall", occurs ? recall() : Double.NaN));
    parts.add(Part.of(name + " f1", occurs ? f1() : Double.NaN));
    parts.add(Part.of(name + " support", support));
  }
}
