package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.internal.memory.Forced;
import governance.engine.internal.nn.Dropout;
import governance.engine.internal.nn.Inputs;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "SEQUENCE_CLASSIFICATION, F32",
    "SEQUENCE_CLASSIFICATION, BF16",
    "TOKEN_CLASSIFICATION, F32"
  })
  void resumingGivesTheSameBitsAsNotStopping(Task task, Precision precision) throws Exception {
    Path file = folder.resolve("state.safetensors");
    String straight;
    try (TinyTraining t = new TinyTraining(task, precision, 0.1, 1)) {
      steps(t, 10);
      straight = t.parameters.digest();
    }
    try (TinyTraining t = new TinyTraining(task, precision, 0.1, 1)) {
      steps(t, 5);
      new Checkpoint(t.trainer).write(file, Map.of("epoch", "0"));
    }
    try (TinyTraining t = new TinyTraining(task, precision, 0.1, 1)) {
      assertEquals(Map.of("epoch", "0"), new Checkpoint(t.trainer).restore(file));
      assertEquals(5, t.trainer.step());
      steps(t, 5);
      assertEquals(straight, t.parameters.digest());
    }
  }

  private static void steps(TinyTraining t, int count) {
    for (int i = 0; i < count; i++) {
      int[][] rows = t.rows(t.trainer.step());
      t.trainer.begin();
      t.trainer.backward(
          1,
          passes -> {
            var inputs = Inputs.of(passes.manager(), rows, 0);
            NDArray logits = passes.forward(inputs).logits();
            return logits.square().mean();
          });
      t.trainer.apply();
      t.trainer.read();
    }
  }

  @Test
  void aCheckpointOfAnotherRunIsRefusedAndChangesNothing() throws Exception {
    Path file = folder.resolve("state.safetensors");
    try (TinyTraining t = TinyTraining.sequence(0.1)) {
      t.step();
      new Checkpoint(t.trainer).write(file, Map.of());
    }
    try (TinyTraining t = TinyTraining.sequence(0.2)) {
      String before = t.parameters.digest();
      var e =
          assertThrows(GovernanceException.class, () -> new Checkpoint(t.trainer).restore(file));
      assertTrue(e.getMessage().contains("model"));
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
      assertThrows(GovernanceException.class, () -> new Checkpoint(t.trainer).restore(file));
      assertEquals(before, t.parameters.digest());
    }
  }

  @Test
  void lossFallsOnALearnableRule() {
    try (TinyTraining t = TinyTraining.sequence(0.1)) {
      int[][] rows = t.rows(5);
      List<Double> losses = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        t.trainer.begin();
        losses.add(Losses.backward(t.trainer, 1, t.loss(rows, TinyTraining.labels(rows))));
        t.trainer.apply();
        t.trainer.read();
      }
      assertTrue(losses.get(59) < 0.2 * losses.get(0), losses.toString());
    }
  }

  @Test
  void dropoutDiffersBetweenStepsAndPassesAndFollowsTheSeed() {
    try (TinyTraining t = TinyTraining.sequence(0.3);
        TinyTraining same = TinyTraining.sequence(0.3)) {
      int[][] rows = t.rows(1);
      float[][] logits = new float[3][];
      for (TinyTraining each : List.of(t, same)) {
        each.trainer.begin();
        each.trainer.backward(
            1,
            passes -> {
              var inputs = Inputs.of(passes.manager(), rows, 0);
              NDArray first = passes.forward(inputs).logits();
              logits[each == t ? 0 : 1] = first.toFloatArray();
              logits[2] = passes.forward(inputs).logits().toFloatArray();
              return first.mean();
            });
        each.trainer.discard();
      }
      assertArrayEquals(logits[0], logits[1]);
      assertFalse(Arrays.equals(logits[0], logits[2]));
    }
  }

  @Test
  void aStepWithRateZeroChangesOnlyTheDropout() {
    try (TinyTraining t = TinyTraining.sequence(0.3)) {
      String before = t.parameters.digest();
      int[][] rows = t.rows(1);
      var loss = t.loss(rows, TinyTraining.labels(rows));
      double[] losses = new double[2];
      for (int i = 0; i < 2; i++) {
        t.trainer.begin();
        losses[i] = Losses.backward(t.trainer, 1, loss);
        if (i == 0) {
          assertEquals(0, t.trainer.apply(), "the warm-up begins at 0");
          t.trainer.read();
        } else {
          t.trainer.discard();
        }
      }
      assertEquals(before, t.parameters.digest());
      assertNotEquals(losses[0], losses[1]);
    }
  }

  @Test
  void gradientsAreRightWhenTheCollectorRunsBeforeBackward() {
    try (TinyTraining t = TinyTraining.sequence(0.1)) {
      int[][] rows = t.rows(3);
      double expected = norm(t, rows, false);
      int right = 0;
      for (int i = 0; i < 50; i++) {
        right += norm(t, rows, true) == expected ? 1 : 0;
      }
      assertEquals(50, right);
    }
  }

  private static double norm(TinyTraining t, int[][] rows, boolean collect) {
    var loss = t.loss(rows, TinyTraining.labels(rows));
    List<ByteBuffer> clutter = new ArrayList<>();
    t.trainer.begin();
    t.trainer.backward(
        1,
        passes -> {
          NDArray value = loss.apply(passes);
          if (collect) {
            System.gc();
            for (int j = 0; j < 500; j++) {
              clutter.add(ByteBuffer.allocateDirect(64).putInt(0, 0x7f7f7f7f));
            }
          }
          return value;
        });
    double norm = GradMode.off(t.trainer::norm);
    t.trainer.discard();
    return norm;
  }

  @Test
  void aLossOrGradientThatIsNotFiniteChangesNothing() {
    try (TinyTraining t = TinyTraining.sequence(0.1)) {
      t.step();
      String before = t.parameters.digest();
      int[][] rows = t.rows(1);
      t.trainer.begin();
      double loss =
          Losses.backward(
              t.trainer,
              1,
              passes -> {
                NDArray nan = passes.manager().full(new Shape(), Float.NaN);
                return t.loss(rows, TinyTraining.labels(rows)).apply(passes).mul(nan);
              });
      assertTrue(Double.isNaN(loss));
      t.trainer.apply();
      assertTrue(t.trainer.read().get(0).failed());
      t.trainer.back(1);
      t.trainer.begin();
      t.trainer.backward(
          1,
          passes -> {
            NDArray zero = passes.forward(inputs(t, passes)).logits().sum();
            return zero.sub(zero).sqrt();
          });
      t.trainer.apply();
      StepRecord.Row row = t.trainer.read().get(0);
      assertTrue(row.failed());
      assertFalse(Double.isFinite(row.norm()));
      t.trainer.back(1);
      assertEquals(before, t.parameters.digest());
      assertEquals(1, t.trainer.step());
      assertTrue(Double.isFinite(t.step()));
      assertNotEquals(before, t.parameters.digest());
    }
  }

  private static Inputs inputs(TinyTraining t, Passes passes) {
    return Inputs.of(passes.manager(), t.rows(1), 0);
  }

  @Test
  void aGradientAlsoReachesParametersThroughGivenEmbeddings() {
    try (TinyTraining t = TinyTraining.sequence(0)) {
      int[][] rows = t.rows(2);
      long[] labels = TinyTraining.labels(rows);
      t.trainer.begin();
      t.trainer.backward(1, t.loss(rows, labels));
      double direct = GradMode.off(t.trainer::norm);
      t.trainer.discard();
      t.trainer.begin();
      t.trainer.backward(
          1,
          passes -> {
            var m = passes.manager();
            var inputs = Inputs.of(m, rows, 0);
            NDArray word = passes.forward(inputs).word();
            NDArray logits = passes.forward(word, inputs).logits();
            NDArray y = m.create(labels);
            return t.script.call("cross_entropy").with(logits).with(y).with(1L).one(m);
          });
      double through = GradMode.off(t.trainer::norm);
      t.trainer.discard();
      assertEquals(direct, through, 1e-5 * direct);
    }
  }

  @Test
  void afterTrainingThisThreadDoesNotRecord() {
    JniUtils.setGradMode(false);
    try (TinyTraining t = TinyTraining.sequence(0.1)) {
      t.step();
      assertFalse(JniUtils.isGradMode());
    }
  }

  @Test
  @Tag("long")
  void memoryIsFlatOverTenThousandSteps() throws Exception {
    try (TinyTraining t = TinyTraining.minimal()) {
      quietSteps(t, 1500);
      long before = residentKilobytes();
      quietSteps(t, 8500);
      long grown = residentKilobytes() - before;
      assertTrue(grown < 100_000, "grew by " + grown + " kB");
    }
  }

  /** Collects often, so that Java's own heap does not spread over memory it has not touched yet. */
  private static void quietSteps(TinyTraining t, int count) {
    for (int i = 0; i < count; i++) {
      if (i % 250 == 0) {
        System.gc();
      }
      t.step();
    }
  }

  private static long residentKilobytes() throws Exception {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .sum();
  }

  private TinyTraining drawn(String dropout) throws Exception {
    System.setProperty(Dropout.PROPERTY, dropout);
    try {
      return Forced.path(true, () -> TinyTraining.sequence(0.1));
    } finally {
      System.clearProperty(Dropout.PROPERTY);
    }
  }

  /** Flags of another generator would change what a training that goes on comes to. */
  @Test
  void aCheckpointIsRefusedWhereDropoutIsDrawnOtherwise() throws Exception {
    Path library = folder.resolve("library");
    Path hash = folder.resolve("hash");
    try (TinyTraining t = drawn("library")) {
      new Checkpoint(t.trainer).write(library, Map.of());
      assertEquals(Map.of(), new Checkpoint(t.trainer).restore(library));
    }
    try (TinyTraining t = drawn("hash")) {
      new Checkpoint(t.trainer).write(hash, Map.of());
      GovernanceException e =
          assertThrows(GovernanceException.class, () -> new Checkpoint(t.trainer).restore(library));
      String text = e.getMessage();
      assertTrue(text.contains("dropout: library, and dropout is drawn by hash here"), text);
      assertTrue(text.contains("-Dgovernance.engine.dropout=library"), text);
    }
    try (TinyTraining t = drawn("library")) {
      GovernanceException e =
          assertThrows(GovernanceException.class, () -> new Checkpoint(t.trainer).restore(hash));
      assertTrue(e.getMessage().contains("Resume without -D"), e.getMessage());
    }
  }
}
