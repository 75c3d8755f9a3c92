package plugins.fairness.internal.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  private static TransformResult result(Dataset data, Map<String, ?> settings) {
    return new Resampling().fit(Setup.of(data, settings)).apply(data, Split.TRAIN);
  }

  private static List<Integer> sizes(Dataset data) {
    return List.of(
        People.count(data, "f", "no"),
        People.count(data, "f", "yes"),
        People.count(data, "m", "no"),
        People.count(data, "m", "yes"));
  }

  /** |g| |y| / N: 100 · 120 / 300 women with yes, as Kamiran and Calders 2012, section 5.3. */
  @Test
  void makesGroupAndClassIndependentAndKeepsTheNumberOfRows() {
    TransformResult result = result(People.unequal(), Map.of());
    assertEquals(List.of(60, 40, 120, 80), sizes(result.data()));
    assertEquals(
        Set.of(
            new Change(ChangeType.ADDED, "rows of sex=f, label=yes", 20),
            new Change(ChangeType.REMOVED, "rows of sex=f, label=no", 20),
            new Change(ChangeType.ADDED, "rows of sex=m, label=no", 20),
            new Change(ChangeType.REMOVED, "rows of sex=m, label=yes", 20)),
        new HashSet<>(result.changes()));
  }

  @Test
  void neverRemovesOrNeverRepeatsWhereThatIsWanted() {
    Dataset over = result(People.unequal(), Map.of("sampling", "OVER")).data();
    assertEquals(List.of(80, 53, 160, 107), sizes(over));
    Dataset under = result(People.unequal(), Map.of("sampling", "UNDER")).data();
    assertEquals(List.of(30, 20, 60, 40), sizes(under));
    assertEquals(under.size(), new HashSet<>(under.values("id")).size(), "no row comes twice");
    Dataset equal = result(People.unequal(), Map.of("goal", "EQUAL", "sampling", "UNDER")).data();
    assertEquals(List.of(20, 20, 20, 20), sizes(equal));
  }

  @Test
  void takesSharesThatAreGiven() {
    Map<String, Object> given =
        Map.of("shares", List.of("f,yes=0.25", "f,no=0.25", "m,yes=0.3", "m,no=0.2"));
    assertEquals(List.of(75, 75, 60, 90), sizes(result(People.unequal(), given).data()));
    for (List<String> wrong :
        List.of(
            List.of("f,yes=0.5"),
            List.of("f,maybe=1"),
            List.of("f,yes=x"),
            List.of("f,yes=0.5", "f,yes=0.5"))) {
      GovernanceException e =
          assertThrows(
              GovernanceException.class, () -> result(People.unequal(), Map.of("shares", wrong)));
      assertTrue(e.getMessage().contains("f,no"), e.getMessage());
    }
  }

  @Test
  void drawsBySeed() {
    Dataset data = People.unequal();
    List<?> first = ids(data, 1);
    assertEquals(first, ids(data, 1));
    assertNotEquals(first, ids(data, 2));
  }

  private static List<?> ids(Dataset data, long seed) {
    FittedTransform fitted = new Resampling().fit(Setup.of(data, Map.of()).seeded(seed));
    return fitted.apply(data, Split.TRAIN).data().values("id");
  }

  /** The removed women with no are those whose score is like that of the women with yes. */
  @Test
  void prefersRowsNearTheBorder() {
    Dataset data = People.unequal();
    Dataset after = result(data, Map.of("choice", "PREFERENTIAL")).data();
    assertEquals(List.of(60, 40, 120, 80), sizes(after));
    Set<Object> kept = new HashSet<>(after.values("id"));
    double leastRemoved = Double.POSITIVE_INFINITY;
    double mostKept = Double.NEGATIVE_INFINITY;
    for (int row = 20; row < 100; row++) {
      double score = data.number("score", row);
      if (kept.contains(data.string("id", row))) {
        mostKept = Math.max(mostKept, score);
      } else {
        leastRemoved = Math.min(leastRemoved, score);
      }
    }
    assertTrue(leastRemoved >= mostKept, leastRemoved + " " + mostKept);
  }

  @Test
  void limitsHowOftenARowOccursAndSaysWhatWasReached() {
    Dataset data =
        new People().add("f", "yes", 1, 0).add("f", "no", 99, 0).add("m", "yes", 100, 0).data();
    FittedTransform fitted =
        new Resampling().fit(Setup.of(data, Map.of("goal", "EQUAL", "mostCopies", 5)));
    Dataset after = fitted.apply(data, Split.TRAIN).data();
    assertEquals(5, People.count(after, "f", "yes"));
    assertTrue(fitted.state().contains("sex=f, label=yes: 1 -> 5, wanted 67"), fitted.state());
    assertTrue(fitted.state().contains("sex=m, label=no: 0 -> 0, no row"), fitted.state());
  }

  @Test
  void leavesOtherSplitsAlone() {
    Dataset data = People.unequal();
    FittedTransform fitted = new Resampling().fit(Setup.of(data, Map.of()));
    assertSame(data, fitted.apply(data, Split.TEST).data());
    assertSame(data, fitted.apply(data, Split.VALIDATION).data());
  }

  @Test
  void tellsAThousandGroupsInSum() {
    Dataset data = People.thousandGroups();
    TransformResult result = result(data, Map.of());
    assertTrue(result.changes().size() <= 24, () -> result.changes().size() + " changes");
    assertEquals(data.size(), result.data().size(), 20);
  }
}
