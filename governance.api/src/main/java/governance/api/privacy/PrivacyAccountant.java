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
   * Returns ε of phases together with releases of which only (ε, δ) is known, all on the same
   * records. Unless an accountant knows better their ε and δ are added to those of the phases.
   *
   * @param phases may be empty where releases are not
   * @param releases may be empty where phases are not; here δ may be 0
   * @param delta δ, in (0, 1)
   */
  default PrivacyBound epsilon(
      List<NoisePhase> phases, List<PrivacyTarget> releases, double delta) {
    double left = delta - releases.stream().mapToDouble(PrivacyTarget::delta).sum();
    double more = releases.stream().mapToDouble(PrivacyTarget::epsilon).sum();
    if (left <= 0) {
      return new PrivacyBound(0, Double.POSITIVE_INFINITY);
    }
    PrivacyBound of = phases.isEmpty() ? new PrivacyBound(0, 0) : epsilon(phases, left);
    return new PrivacyBound(0, of.upper() + more);
  }

  /**
   * Returns the least noise multiplier with which steps keep a target; empty if there is none that
   * is of use.
   */
  OptionalDouble noise(double rate, long steps, PrivacyTarget target);

  /** Returns the greatest number of steps that keeps a target; empty if not even one does. */
  OptionalLong steps(double noise, double rate, PrivacyTarget target);
}
