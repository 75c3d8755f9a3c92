package governance.api.train;

import governance.api.privacy.PrivacyAccount;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says how gradients are clipped, noised and sampled. The engine executes the plan; the policy
 * accounts for what it costs. At most one takes part in a run.
 */
@ConsumerType
public interface GradientPolicy {
  /**
   * Returns the plan for a run.
   *
   * @throws governance.api.GovernanceException if settings and run do not allow one
   */
  GradientPlan plan(PolicySetup setup);

  /** Returns the budget spent after a number of steps, by name ({@code epsilon}, {@code delta}). */
  Map<String, Double> spent(PolicySetup setup, long steps);

  /**
   * Returns what so many steps cost in differential privacy; empty, as by default, for a policy
   * that promises none. The upper bound never falls as steps grow.
   *
   * @param steps at least 0
   * @since 1.1
   */
  default Optional<PrivacyAccount> account(PolicySetup setup, long steps) {
    return Optional.empty();
  }
}
