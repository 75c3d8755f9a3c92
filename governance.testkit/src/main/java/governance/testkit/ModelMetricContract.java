package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.ModelMetric;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import governance.testkit.EvaluationCase.Text;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every metric that asks the model keeps to. Extend it and name the metric. */
public abstract class ModelMetricContract {
  /** Returns a new instance of the metric. */
  protected abstract ModelMetric metric();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns the tasks that the metric is for; sequence classification unless overridden. */
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION);
  }

  /** Returns a model to ask; one whose answers follow from the words unless overridden. */
  protected QueryableModel model(Task task, List<String> classes) {
    return new CaseQueries(task, classes);
  }

  private MetricResult examine(QueryableModel model, EvaluationSet set) {
    Settings settings = Settings.of("the metric under test", settings());
    MetricResult result = metric().examine(model, set, settings);
    assertNotNull(result, "examine returned null");
    return result;
  }

  private MetricResult examine(EvaluationCase of) {
    return examine(model(of.task(), of.classes()), of.set());
  }

  private interface Check {
    void of(EvaluationCase of);
  }

  private Stream<DynamicTest> each(Check check) {
    return tasks().stream()
        .sorted()
        .map(EvaluationCase::regular)
        .map(of -> DynamicTest.dynamicTest(of.task().toString(), () -> check.of(of)));
  }

  /** An ordinary model has a figure that rests on something. */
  @TestFactory
  Stream<DynamicTest> anOrdinaryModelHasAFigure() {
    return each(
        of -> {
          MetricResult result = examine(of);
          assertTrue(Double.isFinite(result.value()), result::note);
          assertTrue(result.n() > 0, () -> "n is " + result.n());
        });
  }

  /** The interval, where the metric gives one, holds the figure. */
  @TestFactory
  Stream<DynamicTest> theIntervalHoldsTheFigure() {
    return each(of -> Intervals.check(examine(of)));
  }

  /** The same model gets the same figure. */
  @TestFactory
  Stream<DynamicTest> theFigureIsDeterministic() {
    return each(of -> assertEquals(examine(of), examine(of)));
  }

  /** The model is asked: a figure that does without is a {@code Metric}. */
  @TestFactory
  Stream<DynamicTest> theModelIsAsked() {
    return each(
        of -> {
          AtomicInteger asked = new AtomicInteger();
          examine(counting(model(of.task(), of.classes()), asked), of.set());
          assertTrue(asked.get() > 0, "the metric asked nothing");
        });
  }

  private static QueryableModel counting(QueryableModel model, AtomicInteger asked) {
    return (QueryableModel)
        Proxy.newProxyInstance(
            QueryableModel.class.getClassLoader(),
            new Class<?>[] {QueryableModel.class},
            (proxy, method, arguments) -> {
              asked.addAndGet(method.getParameterCount());
              return method.invoke(model, arguments);
            });
  }

  /** The order of the test rows does not matter. */
  @TestFactory
  Stream<DynamicTest> theOrderOfTextsDoesNotMatter() {
    return each(
        of -> {
          List<Text> moved = new ArrayList<>(of.texts());
          Collections.shuffle(moved, new Random(3));
          double expected = examine(of).value();
          assertEquals(expected, examine(of.with("moved", moved)).value(), 1e-9);
        });
  }

  /** A failure of the model is not taken for a figure. */
  @TestFactory
  Stream<DynamicTest> aFailureOfTheModelIsPassedOn() {
    return each(
        of -> {
          QueryableModel broken =
              (QueryableModel)
                  Proxy.newProxyInstance(
                      QueryableModel.class.getClassLoader(),
                      new Class<?>[] {QueryableModel.class},
                      (proxy, method, arguments) -> {
                        if (method.getParameterCount() > 0) {
                          throw new IllegalStateException("deliberate");
                        }
                        return method.invoke(model(of.task(), of.classes()), arguments);
                      });
          assertThrows(IllegalStateException.class, () -> examine(broken, of.set()));
        });
  }

  /** Where something is missing there is a value, or a note that says why there is none. */
  @TestFactory
  Stream<DynamicTest> whatIsNotDefinedSaysWhy() {
    return each(
        of -> {
          for (EvaluationCase poor :
              List.of(of.with("no text", List.of()), of.withoutFavourable())) {
            MetricResult result = examine(poor);
            assertFalse(Double.isInfinite(result.value()), poor.name());
            assertTrue(result.defined() || !result.note().isEmpty(), poor.name());
          }
        });
  }
}
