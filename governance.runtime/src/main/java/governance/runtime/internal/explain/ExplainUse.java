package governance.runtime.internal.explain;

import governance.api.Settings;
import governance.api.explain.Explainer;
import governance.api.run.ContributionInfo;

/**
 * An explainer that takes part in a run.
 *
 * @param info what it is
 * @param explainer the instance
 * @param settings its settings
 * @param rows how many test rows it explains
 */
public record ExplainUse(ContributionInfo info, Explainer explainer, Settings settings, int rows) {}
