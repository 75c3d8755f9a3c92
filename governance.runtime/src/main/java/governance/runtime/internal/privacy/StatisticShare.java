package governance.runtime.internal.privacy;

import governance.runtime.internal.store.Tree;
import java.util.Map;

/**
 * A statistic that a penalty releases in each step.
 *
 * @param penalty id of the penalty
 * @param name the statistic
 * @param share its share of 1/σ² of a step
 * @param bound the greatest norm of one row's contribution
 */
public record StatisticShare(String penalty, String name, double share, double bound) {
  /** Returns what the evidence tells. */
  Map<String, Object> tree(double noise) {
    return Tree.of(
        "penalty", penalty,
        "name", name,
        "share", share,
        "bound", bound,
        "noise", noise / Math.sqrt(share));
  }
}
