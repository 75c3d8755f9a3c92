package governance.runtime.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.evaluate.Direction;
import governance.runtime.internal.spec.EarlyStoppingSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  private static final double NONE = Double.NaN;

  /** Feeds figures until training is to end; returns the number of epochs that it took. */
  private static int epochs(EarlyStopping early, Direction direction, double... values) {
    for (int i = 0; i < values.length; i++) {
      Figure other = new Figure(10L * (i + 1), i + 1, "other", -i, Direction.HIGHER_IS_BETTER);
      Figure own = new Figure(10L * (i + 1), i + 1, "m", values[i], direction);
      early.observe(List.of(other, own));
      if (early.stopped()) {
        return i + 1;
      }
    }
    return values.length;
  }

  private static EarlyStopping of(int patience, double minChange) {
    return new EarlyStopping(new EarlyStoppingSpec("m", patience, minChange));
  }

  @Test
  void endsAfterSoManyEpochsWithoutAGainAndKeepsTheBest() {
    EarlyStopping early = of(2, 0);
    assertEquals(5, epochs(early, Direction.HIGHER_IS_BETTER, .5, .6, .7, .7, .65, .9));
    assertEquals(3, early.best().orElseThrow().epoch(), "the earliest of equals");
    assertEquals(30, early.best().orElseThrow().step());
    assertEquals(.7, early.best().orElseThrow().value());
  }

  @Test
  void theMetricSaysWhichWayIsBetter() {
    EarlyStopping early = of(1, 0);
    assertEquals(4, epochs(early, Direction.LOWER_IS_BETTER, .5, .4, .3, .35, .1));
    assertEquals(3, early.best().orElseThrow().epoch());
  }

  @Test
  void aChangeThatIsTooSmallIsNoGain() {
    EarlyStopping early = of(2, 0.05);
    // 0.125 steps are exact in binary
    assertEquals(4, epochs(early, Direction.HIGHER_IS_BETTER, .5, .625, .65, .66, .9));
    assertEquals(2, early.best().orElseThrow().epoch());
    EarlyStopping exact = of(1, 0.125);
    epochs(exact, Direction.HIGHER_IS_BETTER, .5, .625);
    assertEquals(2, exact.best().orElseThrow().epoch(), "exactly the least change is a gain");
  }

  @Test
  void aFigureThatIsNotDefinedIsNoGain() {
    EarlyStopping early = of(2, 0);
    assertEquals(4, epochs(early, Direction.HIGHER_IS_BETTER, NONE, .2, NONE, NONE, .9));
    assertEquals(2, early.best().orElseThrow().epoch());
    EarlyStopping never = of(2, 0);
    assertEquals(2, epochs(never, Direction.HIGHER_IS_BETTER, NONE, NONE, .5));
    assertTrue(never.best().isEmpty());
  }

  @Test
  void itsStateIsAllThatIsNeededToGoOn() {
    EarlyStopping early = of(3, 0);
    epochs(early, Direction.HIGHER_IS_BETTER, .5, .6, .55, .5);
    early.written("d".repeat(64));
    EarlyStopping again = of(3, 0);
    again.restore(early.state());
    assertEquals(early.best(), again.best());
    assertFalse(again.stopped());
    again.observe(List.of(new Figure(50, 5, "m", .6, Direction.HIGHER_IS_BETTER)));
    assertTrue(again.stopped());
  }
}
