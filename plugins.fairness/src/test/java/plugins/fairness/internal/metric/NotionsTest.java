package plugins.fairness.internal.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import governance.testkit.Oracle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plugins.fairness.internal.metric.individual.Equality;

/** The four notions of the source document, against figures that follow by hand. */
class NotionsTest {
  private final List<String> groups = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();
  private final List<Integer> decisions = new ArrayList<>();

  private void add(String group, String kind, int favoured, int refused) {
    for (int i = 0; i < favoured + refused; i++) {
      groups.add(group);
      kinds.add(kind);
      decisions.add(i < favoured ? 1 : 0);
    }
  }

  private EvaluationSet set() {
    int[] predicted = decisions.stream().mapToInt(i -> i).toArray();
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(predicted.clone())
        .predictions(predicted)
        .groups("g", groups)
        .column("kind", kinds)
        .build();
  }

  /** Kamiran et al.: the same rates within each kind, so all of the difference is explained. */
  @Test
  void theDifferenceThatStrataExplainIsTakenAway() {
    add("f", "hard", 16, 64);
    add("f", "easy", 16, 4);
    add("m", "hard", 4, 16);
    add("m", "easy", 64, 16);
    Settings given = Settings.of("test", Map.of("given", List.of("kind")));
    MetricResult got = new UnexplainedDifference().evaluate(set(), given);
    assertEquals(0, got.value(), 1e-12);
    assertEquals(0.32 - 0.68, Oracle.part(got, "g f - m difference"), 1e-12);
    assertEquals(1, Oracle.part(got, "g f - m explained share"), 1e-12);
    MetricResult all = new UnexplainedDifference().evaluate(set(), Settings.EMPTY);
    assertEquals(0.36, all.value(), 1e-12);
    assertTrue(all.note().contains("nothing is explained"), all.note());
    assertEquals(0, new DemographicParityDifference().evaluate(set(), given).value(), 1e-12);
    MetricResult disparity = new DemographicDisparity().evaluate(set(), given);
    assertEquals(0, disparity.value(), 1e-12);
  }

  @Test
  void equalCasesAreCountedInPairs() {
    add("f", "a", 1, 2);
    add("m", "b", 1, 0);
    Settings content = Settings.of("test", Map.of("content", List.of("kind")));
    MetricResult got = new Equality().evaluate(set(), content);
    // of 16 ordered pairs, 2 · 1 · 2 are of equal content and different outcome
    assertEquals(4 / 16.0, got.value(), 1e-12);
    assertEquals(10 / 16.0, Oracle.part(got, "share of pairs that are equal cases"), 1e-12);
    assertEquals(4 / 6.0, Oracle.part(got, "share of equal cases with different outcomes"), 1e-12);
    MetricResult none = new Equality().evaluate(set(), Settings.EMPTY);
    assertTrue(none.note().contains("names no column"), none.note());
  }

  @Test
  void balanceIsOneForGroupsOfOneSize() {
    add("f", "a", 10, 10);
    add("m", "a", 10, 10);
    assertEquals(1, new Balance().evaluate(set(), Settings.EMPTY).value(), 1e-12);
    add("m", "a", 40, 0);
    MetricResult got = new Balance().evaluate(set(), Settings.EMPTY);
    double entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)) / Math.log(2);
    assertEquals(entropy, got.value(), 1e-12);
    assertEquals(1 / 3.0, Oracle.part(got, "g imbalance ratio (min / max)"), 1e-12);
  }

  @Test
  void representativenessComparesWithTheReference() {
    add("f", "a", 10, 30);
    add("m", "a", 30, 30);
    Settings census = Settings.of("test", Map.of("reference", List.of("g=f=0.5", "g=m=0.5")));
    MetricResult got = new RepresentationDistance().evaluate(set(), census);
    assertEquals(0.1, got.value(), 1e-12);
    assertEquals(0.8, Oracle.part(got, "g least representation (share / reference)"), 1e-12);
    assertEquals(
        0.4 - 0.25, new RepresentationDistance().evaluate(set(), Settings.EMPTY).value(), 1e-12);
  }
}
