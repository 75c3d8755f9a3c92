package governance.api.train;

import java.util.Map;
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
}
