package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.evaluate.AttackMetric;
import governance.api.evaluate.AttackedModel.Comparison;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.model.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every metric that attacks a model keeps to. Extend it and name the metric. */
public abstract class AttackMetricContract {
  /** Returns a new instance of the metric. */
  protected abstract AttackMetric metric();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns the tasks that the metric is for; sequence classification unless overridden. */
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION);
  }

  /** Returns a model that can be attacked; an ordinary one unless overridden. */
  protected AttackCase attacked(Task task) {
    return AttackCase.regular(task);
  }

  private Settings given() {
    return Settings.of("the metric under test", settings());
  }

  private MetricResult attack(AttackCase model) {
    MetricResult result = metric().attack(model, given());
    assertNotNull(result, "attack returned null");
    return result;
  }

  private interface Check {
    void of(AttackCase attacked);
  }

  private Stream<DynamicTest> each(Check check) {
    return tasks().stream()
        .sorted()
        .map(task -> DynamicTest.dynamicTest(task.toString(), () -> check.of(attacked(task))));
  }

  /** An ordinary model has a figure that rests on something. */
  @TestFactory
  Stream<DynamicTest> anOrdinaryModelHasAFigure() {
    return each(
        of -> {
          MetricResult result = attack(of);
          assertTrue(Double.isFinite(result.value()), result::note);
          assertTrue(result.n() > 0, () -> "n is " + result.n());
        });
  }

  /** Intervals, where the metric gives some, hold their figures and have the level of the run. */
  @TestFactory
  Stream<DynamicTest> intervalsHoldTheirFigures() {
    return each(
        of -> {
          MetricResult result = attack(of);
          Intervals.check(result);
          if (result.interval() != null) {
            assertEquals(of.level(), result.interval().level());
          }
        });
  }

  /** The same model gets the same figure. */
  @TestFactory
  Stream<DynamicTest> theFigureIsDeterministic() {
    return each(of -> assertEquals(attack(of), attack(of)));
  }

  /** What the run does not have is a figure that is not defined, with the reason. */
  @TestFactory
  Stream<DynamicTest> whatIsNotThereSaysWhy() {
    return each(
        of -> {
          EvaluationSet none =
              EvaluationSet.builder(of.model().task(), of.model().classes())
                  .labels(new int[0])
                  .predictions(new int[0])
                  .scores(new double[of.model().classes().size()][0])
                  .sequences(of.model().task() == Task.SEQUENCE_CLASSIFICATION ? null : new int[0])
                  .build();
          AttackCase empty =
              of.with(new Comparison(none, none, List.of(), 0, List.of(), List.of()))
                  .with(List.of());
          for (AttackCase poor : List.of(empty, of.withoutReferences(), of.spending(Map.of()))) {
            MetricResult result = attack(poor);
            assertFalse(Double.isInfinite(result.value()), result::note);
            assertTrue(result.defined() || !result.note().isEmpty(), "no value and no note");
          }
          assertFalse(attack(empty).defined(), "a figure without rows and canaries");
        });
  }

  /** The number of reference models is known before any model is, and the same each time. */
  @Test
  void theNumberOfReferenceModelsIsKnownBefore() {
    int wanted = metric().references(given());
    assertTrue(wanted >= 0, () -> "wants " + wanted);
    assertEquals(wanted, metric().references(given()));
  }

  /** Without training rows there is no figure, and no exception. */
  @Test
  void withoutTrainingRowsThereIsNoFigure() {
    EvaluationCase of = EvaluationCase.regular(tasks().iterator().next());
    CaseQueries model = new CaseQueries(of.task(), of.classes());
    MetricResult result = metric().examine(model, of.set(), given());
    assertFalse(result.defined());
    assertFalse(result.note().isEmpty());
  }
}
