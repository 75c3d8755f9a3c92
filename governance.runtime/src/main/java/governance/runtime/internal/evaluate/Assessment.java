package governance.runtime.internal.evaluate;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;

/** What a change of a figure means, in words that go no further than its interval. */
public enum Assessment {
  BETTER,
  WORSE,
  /** The interval of the change holds zero. */
  UNCLEAR,
  /** The figure did not change, does not judge, or is not defined. */
  NONE;

  /**
   * Judges a change.
   *
   * @param change the change, NaN where it is not defined
   * @param interval interval of the change, or null where there is none
   */
  public static Assessment of(Direction direction, double change, Interval interval) {
    return of(
        direction,
        change,
        interval == null ? Double.NaN : interval.low(),
        interval == null ? Double.NaN : interval.high());
  }

  /** Judges a change; the bounds of its interval are NaN where there is none. */
  public static Assessment of(Direction direction, double change, double low, double high) {
    if (Double.isNaN(change) || change == 0 || direction == Direction.NEUTRAL) {
      return NONE;
    }
    if (low <= 0 && high >= 0) {
      return UNCLEAR;
    }
    return change > 0 == (direction == Direction.HIGHER_IS_BETTER) ? BETTER : WORSE;
  }
}
