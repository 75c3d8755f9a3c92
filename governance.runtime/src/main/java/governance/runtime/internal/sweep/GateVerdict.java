package governance.runtime.internal.sweep;

import governance.api.evaluate.GateStatus;
import java.util.Locale;

/**
 * What a gate of a run decided.
 *
 * @param id the gate
 * @param status PASS, WARN, FAIL, ERROR or NOT_APPLICABLE
 * @param reason why, for readers
 * @param metric the metric of the tuned model that is compared; empty for other gates
 * @param value the figure that was compared; NaN where there was none
 * @param min the least allowed; NaN where there is no such bound
 * @param max the greatest allowed; NaN where there is no such bound
 */
record GateVerdict(
    String id,
    GateStatus status,
    String reason,
    String metric,
    double value,
    double min,
    double max) {
  /** Returns whether the gate blocks release. */
  boolean blocks() {
    return status == GateStatus.FAIL || status == GateStatus.ERROR;
  }

  /**
   * Returns by how much the figure misses its bound, as a share of the bound (of 1 where the bound
   * is 0); infinite where a gate blocks for another reason, 0 where it does not block.
   */
  double excess() {
    if (!blocks()) {
      return 0;
    }
    if (value > max) {
      return (value - max) / size(max);
    }
    return value < min ? (min - value) / size(min) : Double.POSITIVE_INFINITY;
  }

  private static double size(double bound) {
    return bound == 0 ? 1 : Math.abs(bound);
  }

  /** Returns the finding in words, such as {@code parity 0.1500, at most 0.1000}. */
  String words() {
    if (value > max) {
      return String.format(Locale.ROOT, "%s %.4f, at most %.4f", id, value, max);
    }
    return value < min
        ? String.format(Locale.ROOT, "%s %.4f, at least %.4f", id, value, min)
        : id + ": " + reason;
  }
}
