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
 * F1 of the tags of single words other than O, in [0, 1]: 2 TP / (tags predicted + tags there).
 * Parts: TP, FP, FN, TN as seqeval's performance_measure counts them, where a wrong tag is a false
 * positive and no false negative.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.tag-f1",
    description = "How well single words are tagged, those outside left aside.",
    needs = Contribution.Need.TOKEN_CLASSIFICATION)
public final class TagF1 implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return TagCounts.evaluate(set);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
