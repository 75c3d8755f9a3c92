package governance.runtime.internal.explain;

import governance.api.explain.Explanation.Attribution;
import governance.api.run.ContributionInfo;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What an explainer made of the sample.
 *
 * @param info the explainer
 * @param rows the explained rows of the test split, ascending
 * @param attributions one for each row; empty when the explainer failed
 * @param error the greatest stated error, empty when it is not known
 * @param failure how the contribution failed, or null
 */
public record ExplanationOutcome(
    ContributionInfo info,
    int[] rows,
    List<Attribution> attributions,
    OptionalDouble error,
    String failure) {}
