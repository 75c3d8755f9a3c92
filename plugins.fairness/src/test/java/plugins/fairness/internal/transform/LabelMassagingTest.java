package plugins.fairness.internal.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelMassagingTest {
  private static FittedTransform fit(Dataset data, Map<String, ?> settings) {
    return new LabelMassaging().fit(Setup.of(data, settings).favouring("yes"));
  }

  /** M = disc · |f| · |m| / N = 0.3 · 100 · 200 / 300 = 20 promotions and 20 demotions. */
  @Test
  void changesAsManyLabelsAsThePaperSays() {
    Dataset data = People.unequal();
    Dataset after = fit(data, Map.of()).apply(data, Split.TRAIN).data();
    assertEquals(40, People.count(after, "f", "yes"));
    assertEquals(80, People.count(after, "m", "yes"));
    assertEquals(People.rate(after, "f"), People.rate(after, "m"), 1e-12);
    Dataset half = fit(data, Map.of("level", 0.5)).apply(data, Split.TRAIN).data();
    assertEquals(30, People.count(half, "f", "yes"));
    assertEquals(90, People.count(half, "m", "yes"));
  }

  /**
   * The only feature grows with the chance of yes, so the ranker's order is that of the feature.
   */
  @Test
  void promotesTheLikeliestAndDemotesTheLeastLikely() {
    Dataset data = People.unequal();
    Dataset after = fit(data, Map.of()).apply(data, Split.TRAIN).data();
    double leastPromoted = Double.POSITIVE_INFINITY;
    double mostLeft = Double.NEGATIVE_INFINITY;
    for (int row = 20; row < 100; row++) {
      double score = data.number("score", row);
      if (after.string("label", row).equals("yes")) {
        leastPromoted = Math.min(leastPromoted, score);
      } else {
        mostLeft = Math.max(mostLeft, score);
      }
    }
    assertTrue(leastPromoted >= mostLeft, leastPromoted + " " + mostLeft);
  }

  @Test
  void worksWithThreeGroupsAndThreeClasses() {
    Dataset data =
        new People()
            .add("a", "yes", 30, 0)
            .add("a", "no", 30, 0)
            .add("b", "yes", 5, 0)
            .add("b", "no", 40, 0)
            .add("b", "later", 15, 0)
            .add("c", "later", 60, 0)
            .data();
    FittedTransform fitted = fit(data, Map.of());
    Dataset after = fitted.apply(data, Split.TRAIN).data();
    for (String group : new String[] {"a", "b", "c"}) {
      assertEquals(35 / 180.0, People.rate(after, group), 1.0 / 60);
    }
    assertEquals(35, People.count(after, (g, l) -> l.equals("yes")), "as many as before");
    assertTrue(fitted.state().contains("sex=c: 0 -> "), fitted.state());
  }

  @Test
  void keepsTheTotalWhateverTheRounding() {
    int[][] counts = {{1, 0}, {3, 4}, {0, 1}, {7, 2}};
    int[] promoted = FittedMassaging.promoted(counts, 1, 1);
    assertEquals(0, promoted[0] + promoted[1] + promoted[2] + promoted[3]);
    assertArrayEquals(new int[] {0, -1, -1, 2}, promoted);
  }

  @Test
  void leavesOtherSplitsAloneAndReadsNoProtectedColumn() {
    Dataset data = People.unequal();
    FittedTransform fitted = fit(data, Map.of());
    assertSame(data, fitted.apply(data, Split.TEST).data());
    Dataset blind =
        data.with(data.schema().columns().get(2).as(Role.IGNORED), data.values("score"));
    GovernanceException e = assertThrows(GovernanceException.class, () -> fit(blind, Map.of()));
    assertTrue(e.getMessage().contains("FEATURE or TEXT"), e.getMessage());
  }

  @Test
  void wantsAFavourableClass() {
    Dataset data = People.unequal();
    Setup none = Setup.of(data, Map.of());
    assertThrows(GovernanceException.class, () -> new LabelMassaging().fit(none));
    GovernanceException e =
        assertThrows(
            GovernanceException.class, () -> new LabelMassaging().fit(none.favouring("maybe")));
    assertTrue(e.getMessage().contains("[no, yes]"), e.getMessage());
    Setup byName = Setup.of(data, Map.of("favourable", "no"));
    assertTrue(new LabelMassaging().fit(byName).state().startsWith("favourable no"));
  }

  @Test
  void takesAThousandGroups() {
    Dataset data = People.thousandGroups();
    Dataset after = fit(data, Map.of()).apply(data, Split.TRAIN).data();
    assertEquals(500, People.count(after, (g, l) -> l.equals("yes")));
  }
}
