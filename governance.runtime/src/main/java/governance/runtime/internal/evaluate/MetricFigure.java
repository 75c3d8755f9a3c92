package governance.runtime.internal.evaluate;

import governance.api.evaluate.MetricResult;
import governance.api.run.ContributionInfo;
import java.util.List;

/**
 * What a metric found for one model.
 *
 * @param info the metric
 * @param result the figure with its interval, or null when the metric failed
 * @param tests tests against no difference between groups
 * @param failure how the contribution failed, or null
 */
public record MetricFigure(
    ContributionInfo info, MetricResult result, List<ParityTest> tests, String failure) {}
