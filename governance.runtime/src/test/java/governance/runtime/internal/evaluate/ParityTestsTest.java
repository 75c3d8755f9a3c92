package governance.runtime.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import governance.runtime.internal.support.Specs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParityTestsTest {
  /** Greatest difference of the share of class 1 between groups, among rows of class 1 or all. */
  private record Gap(Basis basis) implements Metric {
    @Override
    public Basis basis(Settings settings) {
      return basis;
    }

    @Override
    public MetricResult evaluate(EvaluationSet set, Settings settings) {
      List<Part> parts = new ArrayList<>();
      double worst = 0;
      for (String column : set.protectedColumns()) {
        double gap = gap(set, column);
        parts.add(Part.of(column, gap));
        worst = Math.max(worst, gap);
      }
      return MetricResult.of(worst, Direction.LOWER_IS_BETTER, set.size()).withParts(parts);
    }

    private double gap(EvaluationSet set, String column) {
      int groups = set.groups(column).names().size();
      double[] chosen = new double[groups];
      double[] all = new double[groups];
      for (int row = 0; row < set.size(); row++) {
        int group = set.groups(column).index()[row];
        boolean counted = basis.exchange() != Exchange.SAME_LABEL || set.labels()[row] == 1;
        if (group >= 0 && counted) {
          all[group] += set.weight(row);
          chosen[group] += set.predictions()[row] * set.weight(row);
        }
      }
      double least = 2;
      double most = -1;
      for (int g = 0; g < groups; g++) {
        if (all[g] > 0) {
          least = Math.min(least, chosen[g] / all[g]);
          most = Math.max(most, chosen[g] / all[g]);
        }
      }
      return most - least;
    }
  }

  private static final Gap ALL = new Gap(Basis.counts().parity(0, Exchange.ALL));

  private static EvaluationSet table(int a, int b, int c, int d) {
    int n = a + b + c + d;
    int[] predicted = new int[n];
    int[] group = new int[n];
    Arrays.fill(predicted, 0, a, 1);
    Arrays.fill(predicted, a + b, a + b + c, 1);
    Arrays.fill(group, a + b, n, 1);
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .labels(predicted.clone())
        .predictions(predicted)
        .groups("g", List.of("x", "y"), group)
        .build();
  }

  private static List<ParityTest> tests(Metric metric, EvaluationSet set, int replicates) {
    MetricUse use = new MetricUse(Specs.info(Kind.METRIC, "test.gap"), metric, Settings.EMPTY);
    return new Evaluator(replicates, 0.95, 5, 2).evaluate(List.of(use), set).get(0).tests();
  }

  /**
   * For two groups of equal size the greatest difference is that of Fisher's exact test, two-sided:
   * R, fisher.test(matrix(c(18, 12, 9, 21), 2))$p.value = 0.03699.
   */
  @Test
  void theTestOfTwoGroupsIsFishersExactTest() {
    ParityTest test = tests(ALL, table(18, 12, 9, 21), 1000).get(0);
    assertEquals("g", test.column());
    assertEquals(0.3, test.value(), 1e-12);
    assertEquals(FISHER, test.p(), 4 * Math.sqrt(FISHER / 1000));
    assertEquals(test.p(), test.holm(), 0);
  }

  private static final double FISHER = 0.03699;

  @Test
  void rowsAndCountsGiveTheSameTest() {
    Metric rows = new Gap(new Basis(false, List.of(), Exchange.ALL, 0));
    double p = tests(rows, table(18, 12, 9, 21), 1000).get(0).p();
    assertEquals(FISHER, p, 4 * Math.sqrt(FISHER / 1000));
  }

  /** A difference that nobody could see by chance has the least p that the draws allow. */
  @Test
  void whatChanceNeverDoesHasTheLeastP() {
    ParityTest test = tests(ALL, table(450, 50, 50, 450), 1000).get(0);
    assertEquals(1e-4, test.p(), 1e-9);
    assertTrue(test.method().contains("among all rows, 9999 draws"), test.method());
  }

  /** Different base rates alone are no difference among rows of the same class. */
  @Test
  void theHypothesisKeepsTheClassFixed() {
    EvaluationSet perfect = table(80, 20, 20, 80);
    assertTrue(tests(ALL, perfect, 200).get(0).p() < 0.01);
    Gap given = new Gap(Basis.counts().parity(0, Exchange.SAME_LABEL));
    assertEquals(1, tests(given, perfect, 200).get(0).p(), 0);
  }

  /** Under the hypothesis p is below a about as often as a says. */
  @Test
  void withoutADifferencePIsUniform() {
    int small = 0;
    Random random = new Random(9);
    int sets = 200;
    for (int i = 0; i < sets; i++) {
      int[] predicted = random.ints(300, 0, 2).toArray();
      EvaluationSet set =
          EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
              .labels(random.ints(300, 0, 2).toArray())
              .predictions(predicted)
              .groups("g", List.of("a", "b", "c"), random.ints(300, 0, 3).toArray())
              .groups("h", List.of("d", "e"), random.ints(300, -1, 2).toArray())
              .build();
      List<ParityTest> tests = tests(ALL, set, 20);
      assertEquals(3, tests.size());
      assertEquals("", tests.get(2).column());
      small += tests.get(2).p() <= 0.1 ? 1 : 0;
    }
    assertEquals(0.1, small / (double) sets, 3.5 * Math.sqrt(0.1 * 0.9 / sets));
  }

  /** R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") and "BH". */
  @Test
  void correctionsAreThoseOfR() {
    double[] p = {0.01, 0.04, 0.03, 0.005};
    assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.02}, Adjustment.holm(p), 1e-12);
    assertArrayEquals(
        new double[] {0.02, 0.04, 0.04, 0.02}, Adjustment.benjaminiHochberg(p), 1e-12);
  }
}
