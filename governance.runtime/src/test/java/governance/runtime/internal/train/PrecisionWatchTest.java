package governance.runtime.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.engine.StepResult.Estimate;
import governance.runtime.internal.train.PrecisionWatch.Warning;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrecisionWatchTest {
  private static Optional<Warning> steps(
      PrecisionWatch watch, int steps, double gap, double error) {
    Optional<Warning> warning = Optional.empty();
    for (int i = 0; i < steps; i++) {
      Optional<Warning> now = watch.observe("x.gap", i + 1, new Estimate(gap, error));
      assertFalse(warning.isPresent() && now.isPresent(), "warned twice");
      warning = warning.isPresent() ? warning : now;
    }
    return warning;
  }

  @Test
  void warnsOnceWhenTheErrorIsGreaterThanTheGap() {
    PrecisionWatch watch = new PrecisionWatch();
    Warning warning = steps(watch, 200, 0.1, 0.2).orElseThrow();
    assertEquals(PrecisionWatch.STEPS, warning.step());
    assertEquals(0.1, warning.gap(), 1e-12);
    assertEquals(0.2, warning.standardError(), 1e-12);
    assertTrue(warning.text().contains("0.100 with a standard error of 0.200"), warning.text());
    assertEquals(Optional.of(warning), watch.warned());
  }

  @Test
  void keepsQuietWhereTheGapIsGreatOrTheErrorSmall() {
    assertTrue(steps(new PrecisionWatch(), 200, 0.3, 0.2).isEmpty());
    assertTrue(steps(new PrecisionWatch(), 200, 0.0, 0.04).isEmpty());
    assertTrue(steps(new PrecisionWatch(), PrecisionWatch.STEPS - 1, 0, 0.2).isEmpty());
  }

  @Test
  void goesOnFromItsState() {
    PrecisionWatch watch = new PrecisionWatch();
    steps(watch, 20, 0.1, 0.2);
    PrecisionWatch resumed = new PrecisionWatch();
    resumed.restore("x.gap", watch.state());
    assertEquals(watch.state(), resumed.state());
    assertEquals(30, steps(resumed, 10, 0.1, 0.2).map(w -> 20 + w.step()).orElseThrow());
    PrecisionWatch third = new PrecisionWatch();
    third.restore("x.gap", resumed.state());
    assertTrue(steps(third, 50, 0.1, 0.2).isEmpty(), "was told before");
    assertEquals(resumed.warned(), third.warned());
  }
}
