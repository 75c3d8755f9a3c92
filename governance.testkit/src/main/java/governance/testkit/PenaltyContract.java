package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.engine.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every penalty keeps to, whatever it computes. Extend it and name the penalty. */
public abstract class PenaltyContract {
  private static final double STEP = 1e-5;

  /** Returns a new instance of the penalty. */
  protected abstract Penalty penalty();

  /**
   * Whether a batch with each row twice has about the same value. Not so for an estimate that takes
   * rows as independent of each other, as copies are not; false skips that test.
   */
  protected boolean repeatable() {
    return true;
  }

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns the tasks that the penalty is for; those that classify unless overridden. */
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION);
  }

  /** Returns the greatest relative difference from finite differences that is accepted. */
  protected double tolerance() {
    return 1e-6;
  }

  /** Returns ordinary batches, in which the term is smooth. */
  protected List<PenaltyCase> regular() {
    return Arrays.stream(Task.values())
        .filter(tasks()::contains)
        .map(PenaltyCase::regular)
        .toList();
  }

  /** Returns batches with something missing: one row, one class, one group, equal rows. */
  protected List<PenaltyCase> degenerate() {
    List<PenaltyCase> cases = new ArrayList<>();
    for (PenaltyCase regular : regular()) {
      int rows = regular.size();
      int[][] one = new int[rows][];
      for (int i = 0; i < rows; i++) {
        one[i] = Arrays.stream(regular.labels()[i]).map(v -> Math.min(v, 0)).toArray();
      }
      int[] none = new int[rows];
      Arrays.fill(none, -1);
      List<String> names = List.of("f", "m");
      cases.add(regular.labelled("one class", one));
      cases.add(regular.rows("one row", 0));
      cases.add(regular.rows("equal rows", 0, 0, 0, 0));
      cases.add(regular.grouped("an empty group", "sex", names, new int[rows]));
      cases.add(regular.grouped("no group known", "sex", names, none));
      double[] zeros = new double[regular.embeddings().length];
      cases.add(regular.with(zeros, regular.classifier()));
    }
    return cases;
  }

  private Stream<PenaltyCase> all() {
    return Stream.concat(regular().stream(), degenerate().stream());
  }

  private static DynamicTest named(PenaltyCase of, Runnable check) {
    return DynamicTest.dynamicTest(of.task() + ": " + of.name(), check::run);
  }

  private Tensor evaluate(PenaltyCase of, PenaltyContext context) {
    PenaltyTerm term = penalty().prepare(of.setup(settings()));
    assertNotNull(term, "prepare returned null");
    Tensor value = term.evaluate(context);
    assertNotNull(value, "evaluate returned null");
    return value;
  }

  private double value(PenaltyCase of) {
    return TestTensors.in(scope -> evaluate(of, of.context(scope)).item());
  }

  /** A finite scalar of at least 0 for every batch. */
  @TestFactory
  Stream<DynamicTest> theValueIsAFiniteScalarOfAtLeastZero() {
    return all()
        .map(
            of ->
                named(
                    of,
                    () -> {
                      double value = value(of);
                      assertTrue(Double.isFinite(value) && value >= 0, () -> "got " + value);
                    }));
  }

  /** Gradients are numbers even where the term has a kink or nothing to compare. */
  @TestFactory
  Stream<DynamicTest> gradientsAreFinite() {
    return all()
        .map(
            of ->
                named(
                    of,
                    () -> {
                      for (double[] part : gradients(of)) {
                        for (double v : part) {
                          assertTrue(Double.isFinite(v), () -> Arrays.toString(part));
                        }
                      }
                    }));
  }

  /** The gradient for embeddings and classifier is that of the value. */
  @TestFactory
  Stream<DynamicTest> gradientsEqualFiniteDifferences() {
    return regular().stream()
        .map(
            of ->
                named(
                    of,
                    () -> {
                      double[][] got = gradients(of);
                      close(differences(of, of.embeddings(), true), got[0]);
                      close(differences(of, of.classifier(), false), got[1]);
                    }));
  }

  private double[][] gradients(PenaltyCase of) {
    return TestTensors.in(scope -> gradients(of, scope, false));
  }

  private double[][] gradients(PenaltyCase of, TensorScope scope, boolean collect) {
    PenaltyContext context = of.context(scope);
    Tensor zero = context.embeddings().sum().mul(0);
    Tensor other = context.parameters().values().iterator().next();
    Tensor value = evaluate(of, context).add(zero).add(other.sum().mul(0));
    if (collect) {
      System.gc();
    }
    return new double[][] {
      value.gradient(context.embeddings()).toArray(), value.gradient(other).toArray()
    };
  }

  private double[] differences(PenaltyCase of, double[] at, boolean words) {
    double[] slope = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] moved = at.clone();
      moved[i] = at[i] + STEP;
      double up = value(words ? of.with(moved, of.classifier()) : of.with(of.embeddings(), moved));
      moved[i] = at[i] - STEP;
      double down =
          value(words ? of.with(moved, of.classifier()) : of.with(of.embeddings(), moved));
      slope[i] = (up - down) / (2 * STEP);
    }
    return slope;
  }

  private void close(double[] expected, double[] got) {
    double size = 1e-3;
    for (double v : expected) {
      size = Math.max(size, Math.abs(v));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], got[i], tolerance() * size + 1e-9, "element " + i);
    }
  }

  /** Each row twice is about the same value, so that a weight suits every batch size. */
  @TestFactory
  Stream<DynamicTest> theScaleDoesNotDependOnTheBatchSize() {
    return regular().stream()
        .filter(of -> repeatable())
        .map(
            of ->
                named(
                    of,
                    () -> {
                      double once = value(of);
                      double twice = value(of.rows("twice", 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5));
                      assertTrue(
                          Math.abs(twice - once) < 1e-9
                              || twice / once > 0.45 && twice / once < 2.2,
                          () -> "6 rows: " + once + ", each twice: " + twice);
                    }));
  }

  /** The order of the rows does not matter. */
  @TestFactory
  Stream<DynamicTest> theOrderOfRowsDoesNotMatter() {
    return regular().stream()
        .map(
            of ->
                named(
                    of,
                    () ->
                        assertEquals(value(of), value(of.rows("moved", 4, 2, 0, 5, 1, 3)), 1e-12)));
  }

  /** The same batch gives the same bits, and a term keeps nothing from one batch to the next. */
  @Test
  void theValueIsDeterministicAndTheTermHoldsNoState() {
    for (PenaltyCase of : regular()) {
      PenaltyTerm term = penalty().prepare(of.setup(settings()));
      double first = TestTensors.in(s -> term.evaluate(of.context(s)).item());
      PenaltyCase other = of.rows("other", 1, 2);
      TestTensors.in(s -> term.evaluate(other.context(s)).item());
      assertEquals(first, TestTensors.in(s -> term.evaluate(of.context(s)).item()), 0);
    }
  }

  /** A garbage collection between forward and backward changes nothing, 50 times of 50. */
  @Test
  void gradientsSurviveGarbageCollection() {
    for (PenaltyCase of : regular()) {
      double[][] expected = gradients(of);
      for (int i = 0; i < 50; i++) {
        double[][] got = TestTensors.in(scope -> gradients(of, scope, true));
        assertArrayEquals(expected[0], got[0], 0);
        assertArrayEquals(expected[1], got[1], 0);
      }
    }
  }
}
