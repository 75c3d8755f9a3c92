package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import governance.testkit.EvaluationCase.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every metric keeps to, whatever it computes. Extend it and name the metric. */
public abstract class MetricContract {
  private static final double CLOSE = 1e-9;

  /** Returns a new instance of the metric. */
  protected abstract Metric metric();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns the tasks that the metric is for; those that classify unless overridden. */
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION);
  }

  /** Returns an ordinary case; a metric that reads further columns adds them. */
  protected EvaluationCase regular(Task task) {
    return EvaluationCase.regular(task);
  }

  /**
   * Returns whether a bootstrap interval covers the figure of the population about as often as it
   * says. Not so for estimates that are biased in small samples, such as a greatest difference that
   * is 0 in truth; false skips that test.
   */
  protected boolean covers() {
    return true;
  }

  private MetricResult evaluate(EvaluationSet set) {
    MetricResult result = metric().evaluate(set, Settings.of("the metric under test", settings()));
    assertNotNull(result, "evaluate returned null");
    return result;
  }

  private Stream<DynamicTest> each(Consumer<EvaluationCase> check) {
    return Arrays.stream(Task.values())
        .filter(tasks()::contains)
        .map(this::regular)
        .map(of -> DynamicTest.dynamicTest(of.task().toString(), () -> check.accept(of)));
  }

  /** An ordinary set has a value that rests on something, and groups that the set has. */
  @TestFactory
  Stream<DynamicTest> anOrdinarySetHasAValue() {
    return each(
        of -> {
          EvaluationSet set = of.set();
          MetricResult result = evaluate(set);
          assertTrue(Double.isFinite(result.value()), result::note);
          assertTrue(result.n() > 0 && result.n() <= set.size(), () -> "n is " + result.n());
          for (GroupValue group : result.groups()) {
            assertTrue(known(set, group), group::toString);
            assertTrue(group.n() >= 0 && group.n() <= set.size(), group::toString);
          }
        });
  }

  private static boolean known(EvaluationSet set, GroupValue group) {
    return set.protectedColumns().contains(group.column())
        ? set.groups(group.column()).names().contains(group.group())
        : set.columns().contains(group.column())
            && set.column(group.column()).contains(group.group());
  }

  /** The order of the texts does not matter. */
  @TestFactory
  Stream<DynamicTest> theOrderOfTextsDoesNotMatter() {
    return each(
        of -> {
          List<Text> moved = new ArrayList<>(of.texts());
          Collections.shuffle(moved, new Random(3));
          same(evaluate(of.set()), evaluate(of.with("moved", moved).set()));
        });
  }

  /** A text that weighs k counts as the text k times, and one that weighs 0 as none. */
  @TestFactory
  Stream<DynamicTest> aWeightIsANumberOfRepetitions() {
    return each(
        of -> {
          List<Text> weighed = new ArrayList<>();
          List<Text> repeated = new ArrayList<>();
          for (int i = 0; i < of.texts().size(); i++) {
            int times = i % 4;
            weighed.add(of.texts().get(i).weighing(times));
            repeated.addAll(Collections.nCopies(times, of.texts().get(i)));
          }
          same(
              evaluate(of.with("repeated", repeated).set()),
              evaluate(of.with("weighed", weighed).set()));
        });
  }

  /** An interval of the metric's own holds its figure. */
  @TestFactory
  Stream<DynamicTest> intervalsHoldTheirFigures() {
    return each(of -> Intervals.check(evaluate(of.set())));
  }

  /**
   * Intervals of 90 %, the metric's own or those of a bootstrap by weights, cover the figure of the
   * population in at least 75 % of samples of it.
   */
  @TestFactory
  Stream<DynamicTest> intervalsCoverTheFigureOfThePopulation() {
    return each(
        of -> {
          if (covers()) {
            double share = new Coverage(this::evaluate, of).share();
            assertTrue(share >= 0.75, () -> "covered in " + share + " of the samples");
          }
        });
  }

  /**
   * A metric that says it rests on counts gives the same when rows that are alike come as one, with
   * nothing else than it says it reads.
   */
  @TestFactory
  Stream<DynamicTest> rowsThatAreAlikeMayComeAsOne() {
    return each(
        of -> {
          Basis basis = metric().basis(Settings.of("the metric under test", settings()));
          if (basis.countable()) {
            List<Text> weighed = new ArrayList<>();
            for (int i = 0; i < of.texts().size(); i++) {
              weighed.add(of.texts().get(i).weighing(i % 4 * 0.5));
            }
            for (EvaluationSet set : List.of(of.set(), of.with("weighed", weighed).set())) {
              MetricResult rows = evaluate(set);
              MetricResult alike = evaluate(AlikeRows.of(set, basis));
              same(rows, alike);
              assertEquals(rows.n(), alike.n());
              assertEquals(rows.note(), alike.note());
              assertEquals(
                  rows.groups().stream().map(GroupValue::n).toList(),
                  alike.groups().stream().map(GroupValue::n).toList());
            }
          }
        });
  }

  private static void same(MetricResult expected, MetricResult got) {
    assertEquals(expected.value(), got.value(), CLOSE);
    assertEquals(expected.groups().size(), got.groups().size());
    for (int i = 0; i < expected.groups().size(); i++) {
      GroupValue group = expected.groups().get(i);
      assertEquals(group.value(), got.groups().get(i).value(), CLOSE, group::toString);
    }
    assertEquals(expected.parts().size(), got.parts().size());
    for (int i = 0; i < expected.parts().size(); i++) {
      Part part = expected.parts().get(i);
      assertEquals(part.name(), got.parts().get(i).name());
      assertEquals(part.value(), got.parts().get(i).value(), CLOSE, part::toString);
    }
  }

  /** Where something is missing there is a value, or a note that says why there is none. */
  @TestFactory
  Stream<DynamicTest> whatIsNotDefinedSaysWhy() {
    return each(
        of -> {
          for (EvaluationCase poor : degenerate(of)) {
            MetricResult result = evaluate(poor.set());
            assertFalse(Double.isInfinite(result.value()), poor.name());
            assertTrue(result.defined() || !result.note().isEmpty(), poor.name());
          }
        });
  }

  private static List<EvaluationCase> degenerate(EvaluationCase of) {
    List<Text> texts = of.texts();
    return List.of(
        of.with("no text", List.of()),
        of.with("one text", texts.subList(0, 1)),
        of.with("no weight", texts.stream().map(t -> t.weighing(0)).toList()),
        of.with("one class", texts.stream().map(Text::ofFirstClass).toList()),
        of.with("an empty group", texts.stream().map(t -> t.of("f")).toList()),
        of.with("no group known", texts.stream().map(t -> t.of(null)).toList()),
        of.withoutFavourable(),
        of.withoutScores());
  }

  /** The metric leaves its input alone and gives the same for the same, in any thread. */
  @TestFactory
  Stream<DynamicTest> evaluationIsPure() {
    return each(
        of -> {
          EvaluationSet set = of.set();
          MetricResult first = evaluate(set);
          List<MetricResult> others =
              IntStream.range(0, 8).parallel().mapToObj(i -> evaluate(set)).toList();
          others.forEach(other -> assertEquals(first, other));
          EvaluationSet untouched = of.set();
          assertArrayEquals(untouched.labels(), set.labels());
          assertArrayEquals(untouched.predictions(), set.predictions());
          assertArrayEquals(untouched.weights(), set.weights());
          for (int c = 0; c < set.classes().size(); c++) {
            assertArrayEquals(untouched.scores(c), set.scores(c));
          }
        });
  }
}
