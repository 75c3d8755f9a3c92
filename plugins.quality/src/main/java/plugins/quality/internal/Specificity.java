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
 * Share of the rows that are not of the positive class and were not taken for it: P(ŷ ≠ positive |
 * y ≠ positive), in [0, 1]. Not defined without such rows.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.specificity",
    description = "Share of the rows not of the positive class that were not taken for it.",
    settings = PositiveConfig.class)
public final class Specificity implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return OneClass.result(set, settings, OneClass::specificity);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
