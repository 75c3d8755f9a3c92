package governance.runtime.internal.plan;

import governance.api.Settings;
import governance.api.run.ContributionInfo;

/**
 * A contribution that takes part in a run.
 *
 * @param info what it is and where it comes from
 * @param settings the settings that were given, checked; for the rest its own defaults apply
 */
public record Chosen(ContributionInfo info, Settings settings) {}
