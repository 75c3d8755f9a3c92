package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.explain.Explainer;
import governance.api.explain.Explanation;
import governance.api.explain.Explanation.Attribution;
import governance.api.model.Task;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every explainer keeps to, whatever its method. Extend it and name the explainer. */
public abstract class ExplainerContract {
  /** Returns a new instance of the explainer. */
  protected abstract Explainer explainer();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns the tasks that the explainer is for; those that classify unless overridden. */
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION);
  }

  private Explanation explain(PenaltyCase of) {
    Settings settings = Settings.of("the explainer under test", settings());
    return TestTensors.in(
        scope -> {
          CaseModel model = new CaseModel(of, scope);
          Explanation got = explainer().explain(model, model.batch(), settings);
          assertNotNull(got, "explain returned null");
          return got;
        });
  }

  private Stream<DynamicTest> each(Consumer<PenaltyCase> check) {
    return Arrays.stream(Task.values())
        .filter(tasks()::contains)
        .map(PenaltyCase::regular)
        .map(of -> DynamicTest.dynamicTest(of.name(), () -> check.accept(of)));
  }

  /** Each text has a finite score for each of its tokens, and for no padding. */
  @TestFactory
  Stream<DynamicTest> eachTokenHasAScore() {
    return each(
        of -> {
          Explanation got = explain(of);
          assertEquals(of.size(), got.attributions().size());
          for (int i = 0; i < of.size(); i++) {
            double[] scores = got.attributions().get(i).scores();
            assertEquals(of.lengths()[i], scores.length, "scores of text " + i);
            assertTrue(Arrays.stream(scores).allMatch(Double::isFinite), () -> "" + got);
          }
        });
  }

  /** What is explained is an output that the model has. */
  @TestFactory
  Stream<DynamicTest> theTargetIsAnOutputOfTheModel() {
    return each(
        of -> {
          Explanation got = explain(of);
          for (int i = 0; i < of.size(); i++) {
            Attribution one = got.attributions().get(i);
            assertTrue(one.target() >= 0 && one.target() < of.classes(), () -> "" + one);
            boolean whole = of.task() == Task.SEQUENCE_CLASSIFICATION;
            int from = whole ? -1 : 0;
            int to = whole ? 0 : of.lengths()[i];
            assertTrue(one.position() >= from && one.position() < to, () -> "" + one);
            assertTrue(Double.isFinite(one.output()), () -> "" + one);
            assertTrue(Double.isFinite(one.baselineOutput()), () -> "" + one);
          }
          got.error().ifPresent(e -> assertTrue(Double.isFinite(e) && e >= 0, () -> "error " + e));
        });
  }

  /** The same batch gives the same bits. */
  @TestFactory
  Stream<DynamicTest> explanationsAreDeterministic() {
    return each(of -> assertEquals(explain(of), explain(of)));
  }

  /** A text is explained the same whatever stands beside it. */
  @TestFactory
  Stream<DynamicTest> textsAreExplainedEachForItself() {
    return each(
        of -> {
          Explanation together = explain(of);
          for (int row : new int[] {0, 3}) {
            Attribution alone = explain(of.rows("alone", row)).attributions().get(0);
            Attribution got = together.attributions().get(row);
            assertEquals(alone.target(), got.target());
            assertEquals(alone.position(), got.position());
            assertArrayEquals(alone.scores(), got.scores(), 1e-9);
          }
        });
  }
}
