package governance.runtime.internal.inspect;

import governance.api.inspect.AnalysisResult;
import governance.api.run.ContributionInfo;

/**
 * What became of an analysis: a result, or a failure.
 *
 * @param info what it is
 * @param result what it found; null where it failed
 * @param failure what went wrong; null where nothing did
 */
public record AnalysisOutcome(ContributionInfo info, AnalysisResult result, String failure) {}
