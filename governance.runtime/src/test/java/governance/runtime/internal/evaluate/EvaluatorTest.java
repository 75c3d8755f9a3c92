package governance.runtime.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import governance.runtime.internal.support.Specs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final int ROWS = 400;

  /** Weighted share of right predictions, with the same figure by group. */
  static final Metric ACCURACY =
      (set, settings) -> {
        double[] right = new double[3];
        double[] all = new double[3];
        int[] group = set.groups("g").index();
        for (int i = 0; i < set.size(); i++) {
          double hit = set.labels()[i] == set.predictions()[i] ? set.weight(i) : 0;
          right[2] += hit;
          all[2] += set.weight(i);
          right[group[i]] += hit;
          all[group[i]] += set.weight(i);
        }
        return MetricResult.of(right[2] / all[2], Direction.HIGHER_IS_BETTER, set.size())
            .withParts(List.of(Part.of("wrong", 1 - right[2] / all[2])))
            .withGroups(
                List.of(
                    GroupValue.of("g", "a", right[0] / all[0], 0),
                    GroupValue.of("g", "b", right[1] / all[1], 0)));
      };

  private static EvaluationSet set(double accuracy, long seed) {
    Random random = new Random(seed);
    int[] labels = new int[ROWS];
    int[] predicted = new int[ROWS];
    int[] groups = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = random.nextInt(2);
      predicted[i] = i < accuracy * ROWS ? labels[i] : 1 - labels[i];
      groups[i] = i % 2;
    }
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("0", "1"))
        .labels(labels)
        .predictions(predicted)
        .groups("g", List.of("a", "b"), groups)
        .build();
  }

  private static MetricOutcome one(Metric metric, int replicates, int threads, long seed) {
    MetricUse use = new MetricUse(Specs.info(Kind.METRIC, "test.metric"), metric, Settings.EMPTY);
    return new Evaluator(replicates, 0.95, seed, threads)
        .evaluate(List.of(use), set(0.6, 1), set(0.8, 1))
        .get(0);
  }

  /**
   * The standard error of a share p of n rows is sqrt(p (1 − p) / n): the interval must be ±1.96 of
   * it.
   */
  @Test
  void theIntervalOfAShareIsTheBinomialOne() {
    MetricOutcome outcome = one(ACCURACY, 2000, 1, 7);
    Interval interval = outcome.tuned().interval();
    double error = Math.sqrt(0.8 * 0.2 / ROWS);
    assertEquals(0.8 - 1.96 * error, interval.low(), 0.005);
    assertEquals(0.8 + 1.96 * error, interval.high(), 0.005);
    Interval group = outcome.tuned().groups().get(0).interval();
    assertEquals(0.8 + 1.96 * error * Math.sqrt(2), group.high(), 0.01);
    assertEquals(1 - interval.high(), outcome.tuned().parts().get(0).interval().low(), 1e-12);
  }

  /**
   * Rows that both models get right or wrong alike do not count: change = 0.2 with se sqrt(0.2 ·
   * 0.8 / n).
   */
  @Test
  void theChangeIsPaired() {
    MetricOutcome outcome = one(ACCURACY, 2000, 1, 7);
    double error = Math.sqrt(0.2 * 0.8 / ROWS);
    assertEquals(0.2, outcome.difference(), 1e-12);
    assertEquals(0.2 - 1.96 * error, outcome.change().low(), 0.005);
    assertEquals(0.2 + 1.96 * error, outcome.change().high(), 0.005);
  }

  @Test
  void threadsDoNotChangeTheResultAndSeedsDo() {
    MetricOutcome one = one(ACCURACY, 50, 1, 7);
    assertEquals(one, one(ACCURACY, 50, 4, 7));
    assertNotEquals(one.tuned().interval(), one(ACCURACY, 50, 1, 8).tuned().interval());
  }

  /** It may have figures of groups all the same, which are drawn. */
  @Test
  void whatHasNoFigureIsNotDrawn() {
    AtomicInteger calls = new AtomicInteger();
    Metric undefined =
        (set, settings) -> {
          calls.incrementAndGet();
          return MetricResult.undefined(Direction.NEUTRAL, "no scores");
        };
    assertNull(one(undefined, 200, 1, 7).tuned().interval());
    assertEquals(2, calls.get());
    Metric groups =
        (set, settings) ->
            MetricResult.undefined(Direction.NEUTRAL, "one group")
                .withGroups(ACCURACY.evaluate(set, settings).groups());
    assertTrue(one(groups, 50, 1, 7).tuned().groups().get(0).interval().low() > 0);
  }

  /** The greatest difference between two equal groups is 0, but in no replicate. */
  @Test
  void anIntervalHoldsItsFigure() {
    Metric gap =
        (s, x) -> {
          List<GroupValue> groups = ACCURACY.evaluate(s, x).groups();
          return MetricResult.of(
              Math.abs(groups.get(0).value() - groups.get(1).value()),
              Direction.LOWER_IS_BETTER,
              s.size());
        };
    MetricUse use = new MetricUse(Specs.info(Kind.METRIC, "test.gap"), gap, Settings.EMPTY);
    MetricOutcome outcome =
        new Evaluator(200, 0.95, false, 7, 1, Runnable::run)
            .evaluate(List.of(use), set(0.6, 1), set(0.8, 1))
            .get(0);
    assertEquals(0, outcome.tuned().value(), 1e-12);
    Interval interval = outcome.tuned().interval();
    assertEquals(0, interval.low(), 1e-12);
    assertTrue(interval.high() > 0.05, interval.toString());
    assertEquals(
        "percentile bootstrap, 200 replicates, extended to the point value", interval.method());
  }

  @Test
  void anOwnIntervalIsKept() {
    Interval own = new Interval(0, 1, 0.9, "exact");
    assertEquals(
        own, one((s, x) -> ACCURACY.evaluate(s, x).withInterval(own), 20, 1, 7).tuned().interval());
  }

  @Test
  void aFigureThatIsRarelyDefinedHasNoInterval() {
    int[] calls = {0};
    Metric rare =
        (s, x) ->
            MetricResult.of(
                calls[0]++ < 2 || calls[0] % 4 < 2 ? 1 : Double.NaN, Direction.NEUTRAL, 1);
    assertNull(one(rare, 20, 1, 7).tuned().interval());
  }

  @Test
  void aMetricThatFailsIsNamedAndNotAVerdict() {
    MetricOutcome thrown =
        one(
            (s, x) -> {
              throw new IllegalStateException("broken");
            },
            20,
            1,
            7);
    assertEquals(
        "contribution failed: test.metric (bundle test.bundle 1.2.3) threw java.lang.IllegalStateException: broken",
        thrown.failure());
    assertTrue(Double.isNaN(thrown.difference()));
    assertTrue(one((s, x) -> null, 20, 1, 7).failure().endsWith("returned null"));
  }

  /** What one metric made of a draw is there for the next, and no draw's for another draw. */
  @Test
  void metricsShareTheirDraws() {
    AtomicInteger made = new AtomicInteger();
    Metric counting =
        (s, x) -> {
          double sum =
              s.once(
                  "sum",
                  () -> {
                    made.incrementAndGet();
                    return ACCURACY.evaluate(s, x).value();
                  });
          return MetricResult.of(sum, Direction.HIGHER_IS_BETTER, s.size());
        };
    List<MetricUse> two =
        Stream.of("test.one", "test.two")
            .map(id -> new MetricUse(Specs.info(Kind.METRIC, id), counting, Settings.EMPTY))
            .toList();
    List<MetricFigure> figures = new Evaluator(30, 0.95, 7, 2).evaluate(two, set(0.8, 1));
    assertEquals(31, made.get());
    assertEquals(figures.get(0).result(), figures.get(1).result());
    assertTrue(figures.get(0).result().interval().high() > 0.8);
  }

  @Test
  void aMetricThatFailsInADrawDoesNotTakeOthersWithIt() {
    Metric weighted =
        (s, x) -> {
          if (s.weights() != null) {
            throw new IllegalStateException("weights");
          }
          return ACCURACY.evaluate(s, x);
        };
    List<MetricUse> two =
        Stream.of(weighted, ACCURACY)
            .map(m -> new MetricUse(Specs.info(Kind.METRIC, "test.metric"), m, Settings.EMPTY))
            .toList();
    List<MetricFigure> figures = new Evaluator(30, 0.95, 7, 2).evaluate(two, set(0.8, 1));
    assertTrue(figures.get(0).failure().endsWith("weights"), figures.get(0).failure());
    assertTrue(figures.get(1).result().interval().high() > 0.8);
  }

  @Test
  void wordsOfATextAreDrawnTogether() {
    int[] labels = new int[60];
    EvaluationSet set =
        EvaluationSet.builder(Task.TOKEN_CLASSIFICATION, List.of("O", "B"))
            .labels(labels)
            .predictions(labels)
            .sequences(new int[] {0, 10, 40})
            .build();
    double[] weights = new Resampling(List.of(set), 3, false).weights(5);
    assertEquals(1, Arrays.stream(weights, 0, 10).distinct().count());
    assertEquals(1, Arrays.stream(weights, 10, 40).distinct().count());
    assertEquals(3, weights[0] + weights[10] + weights[40]);
  }

  /** A group whose rows all agree has an interval without width, which is no certainty. */
  @Test
  void anIntervalWithoutWidthSaysWhy() {
    Interval interval = Percentiles.of(1, new double[] {1, 1, 1}, 0.95);
    assertTrue(interval.method().endsWith("all alike, which is no certainty"), interval.method());
  }

  /** Chosen without sorting, the ends are those of sorted values. */
  @Test
  void anIntervalIsThatOfSortedValues() {
    double[] values = new Random(3).doubles(999).map(v -> Math.rint(v * 200) / 200).toArray();
    double[] sorted = Arrays.stream(values).sorted().toArray();
    Interval interval = Percentiles.of(0.5, values, 0.9);
    assertEquals(Percentiles.quantile(sorted, 0.05), interval.low(), 1e-15);
    assertEquals(Percentiles.quantile(sorted, 0.95), interval.high(), 1e-15);
  }

  /** numpy.percentile([1, 2, 4, 8], [2.5, 50, 97.5]) = [1.075, 3.0, 7.7]. */
  @Test
  void quantilesAreThoseOfNumpy() {
    double[] sorted = {1, 2, 4, 8};
    assertEquals(1.075, Percentiles.quantile(sorted, 0.025), 1e-12);
    assertEquals(3, Percentiles.quantile(sorted, 0.5), 1e-12);
    assertEquals(7.7, Percentiles.quantile(sorted, 0.975), 1e-12);
  }
}
