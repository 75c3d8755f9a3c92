package governance.runtime.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;
import org.junit.jupiter.api.Test;

class AssessmentTest {
  private static final Interval LOW = interval(0.44, 0.56);
  private static final Interval MIDDLE = interval(0.46, 0.58);
  private static final Interval HIGH = interval(0.6, 0.7);

  private static Interval interval(double low, double high) {
    return new Interval(low, high, 0.95, "");
  }

  private static Assessment lower(double change, Interval own, Interval before, Interval after) {
    return Assessment.of(Direction.LOWER_IS_BETTER, change, own, before, after);
  }

  @Test
  void theIntervalOfAChangeDecides() {
    assertEquals(Assessment.UNCLEAR, lower(0.02, interval(-0.1, 0.1), LOW, HIGH));
    assertEquals(Assessment.WORSE, lower(0.02, interval(0.01, 0.1), LOW, MIDDLE));
    assertEquals(Assessment.BETTER, lower(-0.02, interval(-0.1, -0.01), MIDDLE, LOW));
    assertEquals(Assessment.NONE, lower(0, interval(0, 0), LOW, LOW));
  }

  /** An attack's AUC of 0.52 with an interval of 0.06 is not clearly worse than one of 0.50. */
  @Test
  void withoutItThoseOfTheFiguresDecide() {
    assertEquals(Assessment.UNCLEAR, lower(0.02, null, LOW, MIDDLE));
    assertEquals(Assessment.WORSE, lower(0.14, null, LOW, HIGH));
    assertEquals(Assessment.BETTER, lower(-0.14, null, HIGH, LOW));
    assertEquals(Assessment.WORSE, lower(0.02, null, null, HIGH));
    assertEquals(Assessment.NONE, lower(Double.NaN, null, LOW, HIGH));
  }
}
