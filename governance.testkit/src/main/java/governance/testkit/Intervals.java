package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;

/** What every interval keeps to. */
final class Intervals {
  private Intervals() {}

  /** Checks the intervals of a result that a metric gave itself. */
  static void check(MetricResult result) {
    check("the figure", result.value(), result.interval());
    for (GroupValue group : result.groups()) {
      check(group.toString(), group.value(), group.interval());
    }
    for (Part part : result.parts()) {
      check(part.toString(), part.value(), part.interval());
    }
  }

  private static void check(String what, double value, Interval interval) {
    if (interval == null) {
      return;
    }
    String got = "interval of " + what + ": " + interval;
    assertTrue(interval.level() > 0 && interval.level() < 1, got);
    assertTrue(interval.low() <= interval.high(), got);
    assertTrue(Double.isNaN(value) || interval.low() <= value && value <= interval.high(), got);
    assertFalse(interval.method() == null || interval.method().isBlank(), got);
  }
}
