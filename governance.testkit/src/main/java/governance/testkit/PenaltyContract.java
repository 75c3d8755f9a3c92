package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.OwnParameter;
import governance.api.train.Penalty;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyScope;
import governance.api.train.PenaltyTerm;
import governance.engine.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every penalty keeps to, whatever it computes. Extend it and name the penalty. */
public abstract class PenaltyContract {
  private static final double STEP = 1e-5;

  /** Each of six rows four times: a sum in place of a mean would be four times as great. */
  private static final int[] REPEATED = IntStream.range(0, 24).map(i -> i % 6).toArray();

  /** Returns a new instance of the penalty. */
  protected abstract Penalty penalty();

  /**
   * Whether a batch with each row several times has about the same value. Not so for an estimate
   * that takes rows as independent of each other, as copies are not; false skips that test.
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

  /**
   * Returns how the gradient for the model relates to the slope of the value: 1, or −α for a
   * penalty that reverses it, as an adversary does.
   */
  protected double modelGradient() {
    return 1;
  }

  /**
   * Returns how the gradient for the term's own parameters relates to the slope of the value: 1, or
   * −1 for a term that its own parameters are to raise while the model lowers it.
   */
  protected double ownGradient() {
    return 1;
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

  private PenaltyTerm term(PenaltyCase of) {
    PenaltyTerm term = penalty().prepare(of.setup(settings()));
    assertNotNull(term, "prepare returned null");
    assertNotNull(term.parameters(), "parameters returned null");
    assertNotNull(term.buffers(), "buffers returned null");
    assertNotNull(term.statistics(), "statistics returned null");
    return term;
  }

  private CaseBuffers buffers(PenaltyCase of) {
    return CaseBuffers.of(term(of));
  }

  private OwnValues own(PenaltyCase of) {
    return OwnValues.of(term(of).parameters());
  }

  private Tensor evaluate(PenaltyCase of, PenaltyContext context) {
    Tensor value = term(of).evaluate(context);
    assertNotNull(value, "evaluate returned null");
    return value;
  }

  private double value(PenaltyCase of) {
    return value(of, own(of));
  }

  private double value(PenaltyCase of, OwnValues own) {
    return TestTensors.in(scope -> evaluate(of, of.context(scope, own, buffers(of))).item());
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

  /** The gradient for each tensor that the term trains itself is that of the value. */
  @TestFactory
  Stream<DynamicTest> gradientsForOwnParametersEqualFiniteDifferences() {
    return regular().stream()
        .map(
            of ->
                named(
                    of,
                    () -> {
                      OwnValues own = own(of);
                      for (OwnParameter parameter : own.parameters()) {
                        double[] got = ownGradient(of, own, parameter.name());
                        close(differences(of, own, parameter.name()), got, ownGradient());
                      }
                    }));
  }

  private double[] ownGradient(PenaltyCase of, OwnValues own, String name) {
    return TestTensors.in(
        scope -> {
          PenaltyContext context = of.context(scope, own, buffers(of));
          Tensor at = context.own(name);
          return evaluate(of, context).add(at.sum().mul(0)).gradient(at).toArray();
        });
  }

  private double[] differences(PenaltyCase of, OwnValues own, String name) {
    double[] at = own.values().get(name);
    double[] slope = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] moved = at.clone();
      moved[i] = at[i] + STEP;
      double up = value(of, own.with(name, moved));
      moved[i] = at[i] - STEP;
      slope[i] = (up - value(of, own.with(name, moved))) / (2 * STEP);
    }
    return slope;
  }

  /**
   * A term of scope PER_SAMPLE is the mean of what it is for each row alone, and one of scope
   * PARAMETERS is the same for every batch: per-sample clipping rests on that.
   */
  @TestFactory
  Stream<DynamicTest> theScopeIsTrue() {
    return regular().stream()
        .map(
            of ->
                named(
                    of,
                    () -> {
                      PenaltyScope scope = penalty().scope();
                      assertNotNull(scope, "scope returned null");
                      if (scope != PenaltyScope.PER_BATCH) {
                        assertEquals(meanOfRows(of), value(of), 1e-9, "scope " + scope);
                      }
                    }));
  }

  /** Each row beside the first, which has the greatest length, so that no length changes. */
  private double meanOfRows(PenaltyCase of) {
    double first = value(of.rows("first", 0));
    double sum = 0;
    for (int row = 0; row < of.size(); row++) {
      sum += 2 * value(of.rows("beside the first", row, 0)) - first;
    }
    return sum / of.size();
  }

  private double[][] gradients(PenaltyCase of) {
    return TestTensors.in(scope -> gradients(of, scope, false));
  }

  private double[][] gradients(PenaltyCase of, TensorScope scope, boolean collect) {
    PenaltyContext context = of.context(scope, own(of), buffers(of));
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

  private void close(double[] slope, double[] got) {
    close(slope, got, modelGradient());
  }

  private void close(double[] slope, double[] got, double factor) {
    double size = 1e-3;
    for (double v : slope) {
      size = Math.max(size, Math.abs(v * factor));
    }
    for (int i = 0; i < slope.length; i++) {
      assertEquals(slope[i] * factor, got[i], tolerance() * size + 1e-9, "element " + i);
    }
  }

  /**
   * What a row contributes to a statistic depends on this row alone: what one row can change of a
   * sum is its own contribution, whose norm is bounded.
   */
  @TestFactory
  Stream<DynamicTest> aRowContributesByItselfAlone() {
    return all()
        .filter(of -> !term(of).statistics().isEmpty())
        .map(
            of ->
                named(
                    of,
                    () -> {
                      Map<String, double[]> all = contributed(of);
                      for (int row = 0; row < of.size(); row++) {
                        int at = row;
                        Map<String, double[]> alone = contributed(of.rows("beside", row, 0));
                        all.forEach((name, flat) -> beside(alone.get(name), flat, at, of.size()));
                      }
                    }));
  }

  private static void beside(double[] alone, double[] all, int row, int rows) {
    int size = all.length / rows;
    for (int i = 0; i < size; i++) {
      assertEquals(all[row * size + i], alone[i], 1e-12, "row " + row);
    }
  }

  private Map<String, double[]> contributed(PenaltyCase of) {
    PenaltyTerm term = term(of);
    CaseBuffers buffers = CaseBuffers.of(term);
    TestTensors.in(scope -> term.evaluate(of.context(scope, term, buffers)).item());
    assertEquals(term.statistics().size(), buffers.contributed().size(), "statistics contributed");
    return buffers.contributed();
  }

  /** Each row four times is about the same value, so that a weight suits every batch size. */
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
                      double often = value(of.rows("each four times", REPEATED));
                      assertTrue(
                          Math.abs(often - once) < 1e-9 || often / once > 0.4 && often / once < 2.5,
                          () -> "6 rows: " + once + ", each four times: " + often);
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
      PenaltyTerm term = term(of);
      double first = TestTensors.in(s -> term.evaluate(of.context(s, term)).item());
      PenaltyCase other = of.rows("other", 1, 2);
      TestTensors.in(s -> term.evaluate(other.context(s, term)).item());
      assertEquals(first, TestTensors.in(s -> term.evaluate(of.context(s, term)).item()), 0);
    }
  }

  /**
   * With what earlier steps kept, value and gradient are numbers as well, and equal steps give
   * equal values. A term without buffers has nothing to check here.
   */
  @TestFactory
  Stream<DynamicTest> stepsAfterTheFirstAreFiniteAndRepeatable() {
    return all()
        .filter(of -> !term(of).buffers().isEmpty())
        .map(of -> named(of, () -> assertArrayEquals(steps(of), steps(of), 0)));
  }

  /** Values and sums of gradients of four steps on different rows. */
  private double[] steps(PenaltyCase of) {
    PenaltyTerm term = term(of);
    CaseBuffers buffers = CaseBuffers.of(term);
    double[] seen = new double[8];
    for (int i = 0; i < 4; i++) {
      PenaltyCase batch = of.rows("step " + i, i % of.size(), (i + 1) % of.size(), of.size() - 1);
      double[] got =
          TestTensors.in(
              scope -> {
                PenaltyContext context = batch.context(scope, term, buffers);
                Tensor value = term.evaluate(context);
                Tensor at = context.embeddings();
                double slope = value.add(at.sum().mul(0)).gradient(at).abs().sum().item();
                return new double[] {value.item(), slope};
              });
      buffers.endStep();
      assertTrue(got[0] >= 0 && Double.isFinite(got[0]), "step " + i + " gave " + got[0]);
      assertTrue(Double.isFinite(got[1]), "gradient of step " + i + " is " + got[1]);
      seen[2 * i] = got[0];
      seen[2 * i + 1] = got[1];
    }
    return seen;
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
