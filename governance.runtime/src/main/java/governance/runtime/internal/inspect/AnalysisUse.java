package governance.runtime.internal.inspect;

import governance.api.Settings;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;

/**
 * An analysis that takes part.
 *
 * @param info what it is
 * @param analysis the instance
 * @param settings its settings
 */
public record AnalysisUse(ContributionInfo info, DataAnalysis analysis, Settings settings) {
  /** Analyses rows; what the analysis throws becomes a failure that names it. */
  AnalysisResult of(AnalysisSetup setup) {
    return Border.call(info, () -> analysis.analyse(setup));
  }
}
