package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.train.Penalty;
import governance.api.train.PenaltyTerm;
import governance.testkit.CaseBuffers;
import governance.testkit.PenaltyCase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What penalties do with batches that hardly hold anything to compare. */
class OddBatchesTest {
  private static final List<Penalty> ALL =
      List.of(
          new DemographicParity(),
          new EqualOpportunity(),
          new EqualizedOdds(),
          new PredictiveParity(),
          new GroupLossVariance(),
          new GroupDro(),
          new MaximumMeanDiscrepancy(),
          new Correlation(),
          new Wasserstein(),
          new AdversarialDebiasing());

  private static final List<Class<?>> NOT_OF_DIFFERENCES =
      List.of(GroupDro.class, AdversarialDebiasing.class);

  private static double[] chances(int rows) {
    return IntStream.range(0, rows).mapToDouble(i -> 0.05 + 0.9 * (i * 7 % rows) / rows).toArray();
  }

  private static int[] halves(int rows) {
    return IntStream.range(0, rows).map(i -> i / 2 % 2).toArray();
  }

  /** Value and gradient are numbers; returns the values by class. */
  private static Map<Class<?>, Double> values(PenaltyCase batch, Map<String, ?> settings) {
    Map<Class<?>, Double> values = new LinkedHashMap<>();
    for (Penalty penalty : ALL) {
      PenaltyTerm term = penalty.prepare(batch.setup(settings));
      double value = GivenLogits.step(term, batch, CaseBuffers.of(term));
      double[] slope = GivenLogits.gradient(term, batch, CaseBuffers.of(term));
      String name = penalty.getClass().getSimpleName();
      assertTrue(Double.isFinite(value) && value >= 0, name + " gave " + value);
      assertTrue(Arrays.stream(slope).allMatch(Double::isFinite), name + Arrays.toString(slope));
      values.put(penalty.getClass(), value);
    }
    return values;
  }

  private static void zero(Map<Class<?>, Double> values) {
    values.forEach(
        (type, value) -> {
          if (!NOT_OF_DIFFERENCES.contains(type)) {
            assertEquals(0, value, 1e-12, type.getSimpleName());
          }
        });
  }

  @Test
  void aThousandGroupsInABatchOfSixteen() {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "g" + i).toList();
    int[] groups = IntStream.range(0, 16).map(i -> i * 61 % 1000).toArray();
    PenaltyCase batch =
        GivenLogits.probabilities(chances(16), halves(16), new int[16])
            .grouped("a thousand groups", "g", names, groups);
    Map<Class<?>, Double> values = values(batch, Map.of());
    assertTrue(values.get(DemographicParity.class) > 0);
    assertTrue(values.get(Wasserstein.class) > 0);
    assertTrue(values.get(MaximumMeanDiscrepancy.class) > 0);
    assertEquals(1e-3, values.get(AdversarialDebiasing.class), 5e-4);
  }

  /** Classes and groups that occur in the data, but not in this batch. */
  @Test
  void aGroupAndAClassThatAreNotInTheBatch() {
    double[][] logits = new double[6][];
    Arrays.setAll(logits, i -> new double[] {0.3 * i, -0.2, 0.1 * i, 0.5 - i * 0.1});
    int[] labels = {0, 1, 0, 1, 0, 1};
    PenaltyCase batch =
        GivenLogits.of(logits, labels, GivenLogits.ones(6), 0, 1, 0, 1, 0, 0)
            .grouped("an unseen group", "g", List.of("a", "b", "c"), 0, 1, 0, 1, 0, 0);
    Map<Class<?>, Double> values = values(batch, Map.of());
    assertEquals(0, values.get(EqualOpportunity.class), 0, "no row of the favourable class");
    assertTrue(values.get(DemographicParity.class) > 0);
  }

  @Test
  void aGroupOfOneRowCountsUnlessMoreAreAskedFor() {
    double[] p = chances(6);
    PenaltyCase batch = GivenLogits.probabilities(p, halves(6), 0, 0, 0, 0, 0, 1);
    assertTrue(values(batch, Map.of()).get(DemographicParity.class) > 0);
    for (Penalty penalty : ALL) {
      if (!NOT_OF_DIFFERENCES.contains(penalty.getClass())) {
        assertEquals(0, GivenLogits.value(penalty, batch, Map.of("minimumGroup", 2)), 1e-12);
      }
    }
  }

  @Test
  void equalPredictionsDoNotDiffer() {
    double[] same = new double[8];
    Arrays.fill(same, 0.3);
    int[] labels = {0, 1, 0, 1, 0, 1, 0, 1};
    PenaltyCase batch = GivenLogits.probabilities(same, labels, 0, 0, 1, 1, 0, 0, 1, 1);
    zero(values(batch, Map.of()));
  }

  @Test
  void rowsWithoutAGroupDoNotCount() {
    double[] p = chances(6);
    int[] labels = halves(6);
    PenaltyCase all = GivenLogits.probabilities(p, labels, 0, 1, -1, 0, 1, -1);
    PenaltyCase known = all.rows("known", 0, 1, 3, 4);
    Map<Class<?>, Double> with = values(all, Map.of());
    Map<Class<?>, Double> without = values(known, Map.of());
    without.forEach((type, value) -> assertEquals(value, with.get(type), 1e-12, type.getName()));
    PenaltyCase none = GivenLogits.probabilities(p, labels, -1, -1, -1, -1, -1, -1);
    values(none, Map.of()).forEach((type, value) -> assertEquals(0, value, 0, type.getName()));
  }
}
