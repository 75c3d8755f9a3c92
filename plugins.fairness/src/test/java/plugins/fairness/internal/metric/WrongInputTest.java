package plugins.fairness.internal.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plugins.fairness.internal.metric.individual.GeneralizedEntropy;
import plugins.fairness.internal.metric.score.AucDifference;
import plugins.fairness.internal.metric.score.CalibrationErrorDifference;
import plugins.fairness.internal.metric.score.IdentityAuc;
import plugins.fairness.internal.metric.score.InfeasibleIndex;
import plugins.fairness.internal.metric.score.KolmogorovSmirnovDistance;
import plugins.fairness.internal.metric.score.SelectiveAccuracyDifference;

/** What metrics do with sets that say little. */
class WrongInputTest {
  private static final List<Metric> ALL =
      List.of(
          new DemographicParityDifference(),
          new EqualizedOddsRatio(),
          new TreatmentEqualityRatio(),
          new PredictiveParityDifference(),
          new Balance(),
          new RepresentationDistance(),
          new OutcomeDivergence(),
          new DemographicDisparity(),
          new UnexplainedDifference(),
          new DifferentialFairness(),
          new GeneralizedEntropy(),
          new AucDifference(),
          new IdentityAuc(),
          new KolmogorovSmirnovDistance(),
          new CalibrationErrorDifference(),
          new SelectiveAccuracyDifference(),
          new InfeasibleIndex());

  private static EvaluationSet.Builder rows(int count, List<String> classes, int groups) {
    Random random = new Random(5);
    int[] labels = random.ints(count, 0, 2).toArray();
    int[] predictions = random.ints(count, 0, 2).toArray();
    double[][] scores = new double[classes.size()][count];
    for (int row = 0; row < count; row++) {
      scores[1][row] = random.nextDouble();
      scores[0][row] = 1 - scores[1][row];
    }
    List<String> names = IntStream.range(0, groups).mapToObj(g -> "g" + g).toList();
    int[] index = IntStream.range(0, count).map(row -> row % groups).toArray();
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, classes)
        .favourable(1)
        .labels(labels)
        .predictions(predictions)
        .scores(scores)
        .groups("g", names, index);
  }

  private static void saysWhy(EvaluationSet set) {
    for (Metric metric : ALL) {
      MetricResult got = metric.evaluate(set, Settings.EMPTY);
      String name = metric.getClass().getSimpleName();
      assertFalse(Double.isInfinite(got.value()), name);
      assertTrue(got.defined() || !got.note().isEmpty(), name);
    }
  }

  @Test
  void aGroupOfOneMemberCountsAndIsNamed() {
    int[] index = new int[40];
    index[7] = 1;
    EvaluationSet set =
        rows(40, List.of("no", "yes"), 2).groups("g", List.of("many", "one"), index).build();
    saysWhy(set);
    MetricResult got = new DemographicParityDifference().evaluate(set, Settings.EMPTY);
    assertEquals(1, got.groups().get(1).n());
    assertTrue(got.note().contains("fewer than 30 rows in g=one (1)"), got.note());
  }

  @Test
  void equalPredictionsAreParityAndAreSaidToBe() {
    EvaluationSet set = rows(40, List.of("no", "yes"), 2).predictions(new int[40]).build();
    saysWhy(set);
    MetricResult got = new DemographicParityDifference().evaluate(set, Settings.EMPTY);
    assertEquals(0, got.value());
    assertTrue(got.note().startsWith("every row gets the same decision"), got.note());
  }

  @Test
  void aThousandGroupsAreAllCounted() {
    EvaluationSet set = rows(5000, List.of("no", "yes"), 1000).build();
    saysWhy(set);
    MetricResult got = new DemographicParityDifference().evaluate(set, Settings.EMPTY);
    assertEquals(1000, got.groups().size());
    assertEquals(5000, got.groups().stream().mapToLong(g -> g.n()).sum());
    assertTrue(got.note().contains("and 980 more"), got.note());
  }

  @Test
  void weightsThatSumToZeroAreNoRows() {
    EvaluationSet set = rows(40, List.of("no", "yes"), 2).weights(new double[40]).build();
    for (Metric metric : ALL) {
      MetricResult got = metric.evaluate(set, Settings.EMPTY);
      assertFalse(got.defined(), metric.getClass().getSimpleName());
      assertFalse(got.note().isEmpty(), metric.getClass().getSimpleName());
    }
  }

  @Test
  void classesThatNobodyHasChangeNothing() {
    EvaluationSet more = rows(40, List.of("no", "yes", "never"), 2).build();
    saysWhy(more);
    Settings each = Settings.of("test", Map.of("eachClass", true));
    MetricResult got = new EqualOpportunityDifference().evaluate(more, each);
    EvaluationSet two = rows(40, List.of("no", "yes"), 2).build();
    assertEquals(new EqualOpportunityDifference().evaluate(two, each).value(), got.value());
  }

  @Test
  void scoresOutsideOfProbabilitiesAreToldWhereTheyMatter() {
    double[][] scores = new double[2][40];
    for (int row = 0; row < 40; row++) {
      scores[1][row] = row - 20;
      scores[0][row] = 20 - row;
    }
    EvaluationSet set = rows(40, List.of("no", "yes"), 2).scores(scores).build();
    saysWhy(set);
    assertTrue(new AucDifference().evaluate(set, Settings.EMPTY).defined());
    MetricResult got = new CalibrationErrorDifference().evaluate(set, Settings.EMPTY);
    assertEquals("a score is -20.0 and no probability of 0 to 1", got.note());
    scores[1][3] = Double.NaN;
    EvaluationSet other = rows(40, List.of("no", "yes"), 2).scores(scores).build();
    MetricResult none = new AucDifference().evaluate(other, Settings.EMPTY);
    assertEquals("a score of class yes is not a number", none.note());
  }

  @Test
  void intersectionsShowTheirEmptyCells() {
    EvaluationSet set =
        rows(40, List.of("no", "yes"), 2)
            .groups("h", List.of("x", "y"), IntStream.range(0, 40).map(row -> row % 2).toArray())
            .build();
    Settings crossed = Settings.of("test", Map.of("intersect", 2));
    MetricResult got = new DemographicParityDifference().evaluate(set, crossed);
    assertEquals(8, got.groups().size());
    assertEquals("g & h", got.groups().get(5).column());
    assertEquals("g0 & y", got.groups().get(5).group());
    assertEquals(0, got.groups().get(5).n());
    assertTrue(Double.isNaN(got.groups().get(5).value()));
    assertTrue(got.note().contains("g=g0 & h=y (0)"), got.note());
  }

  @Test
  void tooManyIntersectionsAreRefused() {
    EvaluationSet.Builder rows = rows(2000, List.of("no", "yes"), 1000);
    List<String> names = IntStream.range(0, 1000).mapToObj(g -> "h" + g).toList();
    EvaluationSet set =
        rows.groups("h", names, IntStream.range(0, 2000).map(r -> r % 1000).toArray()).build();
    Settings crossed = Settings.of("test", Map.of("intersect", 2));
    String message =
        assertThrows(
                GovernanceException.class,
                () -> new DemographicParityDifference().evaluate(set, crossed))
            .getMessage();
    assertTrue(message.contains("1000000 groups"), message);
    Settings unknown = Settings.of("test", Map.of("given", List.of("nothing")));
    assertThrows(
        GovernanceException.class, () -> new DemographicParityDifference().evaluate(set, unknown));
  }

  /** The worst class counts; each is one against the rest. */
  @Test
  void eachClassInTurnIsTheWorstOfThem() {
    List<String> classes = List.of("a", "b", "c");
    Random random = new Random(9);
    EvaluationSet set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, classes)
            .labels(random.ints(90, 0, 3).toArray())
            .predictions(random.ints(90, 0, 3).toArray())
            .groups("g", List.of("x", "y"), random.ints(90, 0, 2).toArray())
            .build();
    List<Double> alone = new ArrayList<>();
    for (String name : classes) {
      Settings positive = Settings.of("test", Map.of("positive", name));
      alone.add(new DemographicParityDifference().evaluate(set, positive).value());
    }
    Settings each = Settings.of("test", Map.of("eachClass", true));
    MetricResult got = new DemographicParityDifference().evaluate(set, each);
    assertEquals(alone.stream().mapToDouble(v -> v).max().orElseThrow(), got.value(), 1e-15);
  }
}
