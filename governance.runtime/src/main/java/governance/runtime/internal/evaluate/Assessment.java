package governance.runtime.internal.evaluate;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;

/** What a change of a figure means, in words that go no further than its interval. */
public enum Assessment {
  BETTER,
  WORSE,
  /** The interval of the change holds zero, or without one those of both figures meet. */
  UNCLEAR,
  /** The figure did not change, does not judge, or is not defined. */
  NONE;

  /**
   * Judges a change. One without an interval of its own is unclear where the intervals of both
   * figures meet.
   *
   * @param change the change, NaN where it is not defined
   * @param interval interval of the change, or null where there is none
   * @param before interval of the figure before, or null
   * @param after interval of the figure after, or null
   */
  public static Assessment of(
      Direction direction, double change, Interval interval, Interval before, Interval after) {
    if (Double.isNaN(change) || change == 0 || direction == Direction.NEUTRAL) {
      return NONE;
    }
    boolean unclear =
        interval != null ? interval.low() <= 0 && interval.high() >= 0 : meet(before, after);
    if (unclear) {
      return UNCLEAR;
    }
    return change > 0 == (direction == Direction.HIGHER_IS_BETTER) ? BETTER : WORSE;
  }

  private static boolean meet(Interval one, Interval other) {
    return one != null && other != null && one.low() <= other.high() && other.low() <= one.high();
  }
}
