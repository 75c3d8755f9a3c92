package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import governance.api.model.Task;
import governance.api.train.GradientPlan.Clipping;
import governance.engine.Precision;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.rows.ClipRule;
import governance.engine.internal.train.RowCase.Losses;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Book-keeping against one backward pass for each row, in every form and use. */
class RowGradientsTest {
  private static final double EXACT = 1e-5;

  /** Rows of different lengths with repeated words; labels are far from balanced. */
  static int[][] rows(int count, int longest) {
    Random random = new Random(5);
    int[][] rows = new int[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = random.ints(longest - i % 3, 3, 12).toArray();
      rows[i][0] = 2;
    }
    return rows;
  }

  static Losses losses(TinyTraining t, int[][] rows) {
    long[] labels = new long[rows.length];
    labels[0] = 1;
    return passes -> of(t, passes, Inputs.of(passes.manager(), rows, 0), labels);
  }

  private static NDArray of(TinyTraining t, Passes passes, Inputs in, long[] labels) {
    NDArray y = passes.manager().create(labels);
    return rowLosses(t, passes, passes.forward(in).logits(), y);
  }

  private static NDArray rowLosses(TinyTraining t, Passes passes, NDArray logits, NDArray labels) {
    NDArray both = t.script.call("row_losses").with(logits).with(labels).one(passes.manager());
    return both.get(1);
  }

  private static RowCase rowCase(TinyTraining t, int[][] rows, Losses losses) {
    return new RowCase(t.trainer, t.parameters, rows.length, losses);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void theFormsForShortAndLongRowsAreThoseOfTheExplicitLoop(double dropout) {
    for (int length : new int[] {6, 20}) {
      try (TinyTraining t = TinyTraining.sequence(dropout)) {
        int[][] rows = rows(6, length);
        rowCase(t, rows, losses(t, rows)).check(EXACT);
      }
    }
  }

  @Test
  void aCollectionBetweenForwardAndBackwardChangesNothing() {
    try (TinyTraining t = TinyTraining.sequence(0.1)) {
      int[][] rows = rows(5, 9);
      RowCase c = rowCase(t, rows, losses(t, rows)).collecting();
      for (int i = 0; i < 10; i++) {
        c.check(EXACT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void tokensAreLabelledOneByOne(Precision precision) {
    try (TinyTraining t = new TinyTraining(Task.TOKEN_CLASSIFICATION, precision, 0.1, 1)) {
      int[][] rows = rows(5, 8);
      Losses losses =
          passes -> {
            NDArray logits = passes.forward(Inputs.of(passes.manager(), rows, 0)).logits();
            long[] labels = new long[(int) (logits.size() / 3)];
            Arrays.fill(labels, -100);
            for (int i = 0; i < labels.length; i += 2) {
              labels[i] = i % 8 == 0 ? 1 : 0;
            }
            var shape = new ai.djl.ndarray.types.Shape(rows.length, labels.length / rows.length);
            return rowLosses(t, passes, logits, passes.manager().create(labels, shape));
          };
      rowCase(t, rows, losses).check(precision == Precision.F32 ? EXACT : 0.02);
    }
  }

  @Test
  void bfloat16IsWithinItsRounding() {
    try (TinyTraining t = new TinyTraining(Task.SEQUENCE_CLASSIFICATION, Precision.BF16, 0.1, 1)) {
      int[][] rows = rows(6, 12);
      rowCase(t, rows, losses(t, rows)).check(0.02);
    }
  }

  @Test
  void oneRowAloneWorks() {
    try (TinyTraining t = TinyTraining.sequence(0)) {
      int[][] rows = rows(1, 7);
      rowCase(t, rows, losses(t, rows)).check(EXACT);
    }
  }

  @Test
  void severalPassesOfARowMakeOneGradient() {
    try (TinyTraining t = TinyTraining.sequence(0.2)) {
      int[][] rows = rows(5, 9);
      Losses twice =
          passes -> {
            Inputs in = Inputs.of(passes.manager(), rows, 0);
            NDArray first = passes.forward(in, false).logits();
            NDArray second = passes.forward(in, false).logits();
            NDArray far = first.sub(second).square().sum(new int[] {1});
            return losses(t, rows).apply(passes).add(far);
          };
      rowCase(t, rows, twice).check(EXACT);
    }
  }

  @Test
  void aPassFromComputedWordEmbeddingsCountsToo() {
    try (TinyTraining t = TinyTraining.sequence(0)) {
      int[][] rows = rows(4, 9);
      Losses moved =
          passes -> {
            Inputs in = Inputs.of(passes.manager(), rows, 0);
            var pass = passes.forward(in, false);
            NDArray other = passes.forward(pass.word().square(), in).logits();
            NDArray far = pass.logits().sub(other).square().sum(new int[] {1});
            return far.add(pass.word().square().sum(new int[] {1, 2}));
          };
      rowCase(t, rows, moved).check(EXACT);
    }
  }

  @Test
  void aPassOfOtherRowsAsksForTheExplicitLoop() {
    try (TinyTraining t = TinyTraining.sequence(0)) {
      int[][] rows = rows(4, 9);
      t.trainer.begin();
      ClipRule rule = new ClipRule(Clipping.PER_SAMPLE, 1);
      var thrown =
          assertThrows(
              ExplicitLoopException.class,
              () ->
                  t.trainer.backwardRows(
                      rule,
                      passes -> {
                        NDArray own = losses(t, rows).apply(passes).sum();
                        return own.add(losses(t, rows(3, 9)).apply(passes).sum());
                      }));
      assertTrue(thrown.getMessage().contains("other rows"));
      t.trainer.discard();
    }
  }

  /** Nobody waits for norms to see it: the step is refused by the norm of the sum. */
  @Test
  void aRowThatIsNotFiniteMakesTheSumNotFinite() {
    try (TinyTraining t = TinyTraining.sequence(0)) {
      int[][] rows = rows(4, 9);
      t.trainer.begin();
      double[] norms = new double[4];
      t.trainer.backwardRows(
          new ClipRule(Clipping.PER_SAMPLE, 1),
          passes -> {
            NDArray each = losses(t, rows).apply(passes);
            NDArray zero = each.sub(each);
            return each.get("0:1").sum().add(zero.get("1:").sqrt().sum());
          },
          found -> System.arraycopy(found.toDoubleArray(), 0, norms, 0, 4));
      assertTrue(Double.isFinite(norms[0]) && !Double.isFinite(norms[1]));
      assertFalse(Double.isFinite(GradMode.off(t.trainer::norm)));
      t.trainer.discard();
      assertEquals(0, GradMode.off(t.trainer::norm));
    }
  }
}
