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
import governance.api.model.Tensor;
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

  /**
   * Returns the error of one attribution by the method's own check: how far the scores are from
   * adding up to the change of the output, unless overridden. NaN when the method has no check.
   */
  protected double error(Attribution attribution) {
    return Math.abs(attribution.delta());
  }

  /** The stated error is the greatest of the attributions' errors. */
  @TestFactory
  Stream<DynamicTest> theStatedErrorIsTrue() {
    return each(
        of -> {
          Explanation got = explain(of);
          if (got.error().isPresent()) {
            double greatest = 0;
            for (Attribution one : got.attributions()) {
              greatest = Math.max(greatest, error(one));
            }
            assertEquals(greatest, got.error().getAsDouble(), 1e-9, "the stated error");
          }
        });
  }

  /** The explained outputs are those of the model: logits, probabilities or their logarithms. */
  @TestFactory
  Stream<DynamicTest> theOutputsAreThoseOfTheModel() {
    return each(
        of -> {
          Explanation got = explain(of);
          for (int row = 0; row < of.size(); row++) {
            Attribution one = got.attributions().get(row);
            output("output", outputs(of, row, one, false), one.output());
            output("output of the baseline", outputs(of, row, one, true), one.baselineOutput());
          }
        });
  }

  private static void output(String what, double[] allowed, double got) {
    boolean found = Arrays.stream(allowed).anyMatch(v -> Math.abs(v - got) < 1e-6);
    assertTrue(found, () -> what + " " + got + ", the model gives " + Arrays.toString(allowed));
  }

  /** Returns logit, probability and its logarithm of what was explained. */
  private double[] outputs(PenaltyCase of, int row, Attribution one, boolean baseline) {
    return TestTensors.in(
        scope -> {
          CaseModel model = new CaseModel(of, scope);
          Tensor words = baseline ? model.baseline(model.batch()) : model.embeddings(model.batch());
          double[] logits = model.logits(model.batch(), words).toArray();
          int from = (one.position() < 0 ? row : row * of.length() + one.position()) * of.classes();
          double[] own = Arrays.copyOfRange(logits, from, from + of.classes());
          double sum = Arrays.stream(own).map(Math::exp).sum();
          double logit = own[one.target()];
          return new double[] {logit, Math.exp(logit) / sum, logit - Math.log(sum)};
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
