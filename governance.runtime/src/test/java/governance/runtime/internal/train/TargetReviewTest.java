package governance.runtime.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetReviewTest {
  /** min x² + y² … by dual ascent: one term wants x at most 0.1, the other at least 0.8. */
  private static List<Map<String, Object>> course(double low, double high, int steps) {
    Multiplier first = new Multiplier(low);
    Multiplier second = new Multiplier(1 - high);
    List<Map<String, Object>> lines = new ArrayList<>();
    double x = 0.5;
    for (int i = 0; i < steps; i++) {
      Map<String, Object> weights = Map.of("a", first.weight(), "b", second.weight());
      x = Math.min(1, Math.max(0, x - 0.01 * (first.weight() - second.weight() + x - 0.5)));
      lines.add(Map.of("terms", Map.of("a", x, "b", 1 - x), "weights", weights));
      first.observe(x);
      second.observe(1 - x);
      first.adopt();
      second.adopt();
    }
    return lines;
  }

  private static TargetReview review(double low, double high) {
    Map<String, Double> targets = new LinkedHashMap<>();
    targets.put("a", low);
    targets.put("b", 1 - high);
    return new TargetReview(targets).read(course(low, high, 1500));
  }

  @Test
  void targetsThatCannotBothHoldAreNamedWithWhatWasReached() {
    TargetReview review = review(0.1, 0.8);
    assertEquals(List.of(List.of("a", "b")), review.contradictory());
    List<Map<?, ?>> targets = review.targets().stream().<Map<?, ?>>map(t -> (Map<?, ?>) t).toList();
    assertEquals("a", targets.get(0).get("penalty"));
    double a = (Double) targets.get(0).get("reached");
    double b = (Double) targets.get(1).get("reached");
    assertTrue(a > 0.11 || b > 0.22, a + " and " + b);
    assertEquals(1, a + b, 0.2);
    assertTrue((Double) targets.get(0).get("weight") > 0);
  }

  @Test
  void targetsThatHoldTogetherAreNotContradictory() {
    TargetReview review = review(0.7, 0.3);
    assertTrue(review.contradictory().isEmpty());
    review.targets().forEach(t -> assertEquals(true, ((Map<?, ?>) t).get("held")));
  }

  @Test
  void aTrainingWithoutTargetsHasNothingToTell() {
    TargetReview review = new TargetReview(Map.of()).read(course(0.1, 0.8, 10));
    assertTrue(review.targets().isEmpty() && review.contradictory().isEmpty());
  }
}
