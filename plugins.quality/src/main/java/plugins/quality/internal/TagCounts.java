package plugins.quality.internal;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.List;

/** Counts tags of single words. */
final class TagCounts {
  private TagCounts() {}

  static MetricResult evaluate(EvaluationSet set) {
    int outside = set.classes().indexOf("O");
    Confusion all = Confusion.of(set);
    MetricResult result =
        Figures.result(set, Direction.HIGHER_IS_BETTER, all, counts -> f1(counts, outside));
    if (!result.defined()) {
      String why = result.note().isEmpty() ? "no word has a tag, or is given one" : result.note();
      return MetricResult.undefined(Direction.HIGHER_IS_BETTER, why).withGroups(result.groups());
    }
    double hits = hits(all, outside);
    double predicted = all.total() - of(outside, all, false);
    double missed = 0;
    for (int label = 0; outside >= 0 && label < all.classes(); label++) {
      missed += label == outside ? 0 : all.cell(label, outside);
    }
    return result.withParts(
        List.of(
            Part.of("TP", hits),
            Part.of("FP", predicted - hits),
            Part.of("FN", missed),
            Part.of("TN", outside < 0 ? 0 : all.hits(outside))));
  }

  private static double of(int outside, Confusion counts, boolean truth) {
    if (outside < 0) {
      return 0;
    }
    return truth ? counts.truth(outside) : counts.predicted(outside);
  }

  private static double hits(Confusion counts, int outside) {
    double hits = 0;
    for (int label = 0; label < counts.classes(); label++) {
      hits += label == outside ? 0 : counts.hits(label);
    }
    return hits;
  }

  private static double f1(Confusion counts, int outside) {
    double tags = 2 * counts.total() - of(outside, counts, true) - of(outside, counts, false);
    return 2 * hits(counts, outside) / tags;
  }
}
