package governance.api.privacy;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Computes what noisy training costs in differential privacy, for data sets that differ by one
 * record added or removed. A service with the property {@link #NAME}; no contribution to a run. The
 * command line calls it from one thread, with arguments in the ranges stated here.
 *
 * @since 1.1
 */
@ConsumerType
public interface PrivacyAccountant {
  /** The service property that names an accountant, such as {@code pld} or {@code rdp}. */
  String NAME = "governance.accountant";

  /**
   * Returns ε of all phases together, at least 0; an upper bound of positive infinity means that
   * none was found.
   *
   * @param phases at least one
   * @param delta δ, in (0, 1)
   */
  PrivacyBound epsilon(List<NoisePhase> phases, double delta);

  /**
   * Returns the least noise multiplier with which steps keep a target; empty if there is none that
   * is of use.
   */
  OptionalDouble noise(double rate, long steps, PrivacyTarget target);

  /** Returns the greatest number of steps that keeps a target; empty if not even one does. */
  OptionalLong steps(double noise, double rate, PrivacyTarget target);
}
