package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.engine.Predictions;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingOptions;
import governance.engine.TrainingOptions.Checkpointing;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.TrainingSession;
import governance.engine.internal.memory.Forced;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.script.FailingCalls;
import governance.engine.internal.script.OutOfMemory;
import governance.engine.internal.script.ScriptModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session does when the library cannot allocate memory. */
class OutOfMemoryTest {
  private static final int ROWS = 32;
  private static final int BATCH = 8;

  @TempDir Path folder;

  private static TrainingOptions options(int microBatch, Checkpointing checkpointing) {
    return TrainingOptions.builder(4, BATCH, 5e-3, Fixture.clipped())
        .microBatch(microBatch)
        .warmup(0.1)
        .schedule(Schedule.LINEAR)
        .weightDecay(0.01)
        .seed(42)
        .bucketing(true)
        .checkpointing(checkpointing)
        .build();
  }

  private static TrainingSession session(TextModel model, TrainingOptions options, Term... terms) {
    return model.train(
        Fixture.sequences(ROWS), options, List.of(terms), List.of(), Fixture.TOKENIZER);
  }

  private static List<Double> losses(TrainingSession session, int steps) {
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      losses.add(session.step(Map.of()).loss());
    }
    return losses;
  }

  @Test
  void theLibrarysOwnFailureIsKnown() {
    try (NDManager root = NDManager.newBaseManager("PyTorch");
        ScriptModule script = ScriptModule.load(root)) {
      NDArray row = root.zeros(new Shape(1, 4));
      // more than any address space: refused at once, whatever the system's policy
      RuntimeException e =
          assertThrows(
              RuntimeException.class,
              () -> script.call("repeat_rows").with(row).with(1L << 46).one(root));
      assertTrue(OutOfMemory.is(e), e.getMessage());
      assertTrue(OutOfMemory.is(new IllegalStateException("wrapped", e)));
      assertFalse(OutOfMemory.is(new IllegalStateException("CUDA out of memory")));
      RuntimeException other =
          assertThrows(
              RuntimeException.class, () -> script.call("repeat_rows").with(row).one(root));
      assertFalse(OutOfMemory.is(other));
    }
  }

  @Test
  void anAutomaticMicroBatchIsHalvedAndTheStepDoneAgain() {
    List<Double> wanted;
    String digest;
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options(2, Checkpointing.OFF))) {
      wanted = losses(session, 5);
      digest = model.digest();
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options(TrainingOptions.AUTO, Checkpointing.OFF));
        FailingCalls failing = new FailingCalls("gradients", 1, 1)) {
      assertEquals(BATCH, session.memory().microBatch());
      double first;
      try (FailingCalls twice = new FailingCalls("scatter", 1, 2)) {
        first = session.step(Map.of()).loss();
        assertEquals(2 + BATCH / 2, twice.calls());
      }
      assertEquals(0, failing.calls());
      assertEquals(2, session.memory().microBatch());
      assertEquals(2, session.memory().halvings());
      List<Double> got = new ArrayList<>(List.of(first));
      got.addAll(losses(session, 4));
      assertEquals(wanted, got);
      assertEquals(digest, model.digest());
    }
  }

  @Test
  void memoryThatRunsOutInThePartsOfAPenaltyIsKnownToo() {
    Term term = new Term("test.entropy", batch -> batch.probabilities().square().sum());
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session =
            session(model, options(TrainingOptions.AUTO, Checkpointing.OFF), term);
        FailingCalls failing = new FailingCalls("t_square", 1, 1)) {
      session.step(Map.of("test.entropy", 0.1));
      assertEquals(BATCH / 2, session.memory().microBatch());
      assertTrue(failing.calls() > 1, "calls: " + failing.calls());
    }
  }

  @Test
  void aFixedMicroBatchEndsWithOneErrorAndNothingIsLost() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options(0, Checkpointing.OFF))) {
      session.step(Map.of());
      String before = model.digest();
      try (FailingCalls failing = new FailingCalls("scatter", 1, 1)) {
        GovernanceException e =
            assertThrows(GovernanceException.class, () -> session.step(Map.of()));
        assertEquals(1, failing.calls());
        String text = e.getMessage();
        assertTrue(text.contains("step 1: batch of 8 rows, computed in parts of 8"), text);
        assertTrue(text.contains("tokens long"), text);
        assertTrue(text.contains("train.microBatch=4 or auto"), text);
        assertTrue(text.contains("train.activationCheckpointing=true"), text);
      }
      assertEquals(1, session.step());
      assertEquals(before, model.digest());
      session.step(Map.of());
      assertNotEquals(before, model.digest());
    }
  }

  @Test
  void oneRowThatDoesNotFitEndsWithAnError() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session = session(model, options(TrainingOptions.AUTO, Checkpointing.ON));
        FailingCalls failing = new FailingCalls("layer_only", 1, Integer.MAX_VALUE)) {
      GovernanceException e = assertThrows(GovernanceException.class, () -> session.step(Map.of()));
      assertEquals(4, failing.calls());
      assertTrue(e.getMessage().contains("parts of 8, then 4, then 2, then 1"), e.getMessage());
      assertTrue(e.getMessage().contains("Choose a smaller train.maxLength"), e.getMessage());
    }
  }

  @Test
  void aRunGoesOnWithTheRowsAtOnceThatItHad() throws IOException {
    Path file = folder.resolve("state");
    List<Double> straight;
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session =
            session(model, options(TrainingOptions.AUTO, Checkpointing.AUTO));
        FailingCalls failing = new FailingCalls("scatter", 1, 1)) {
      losses(session, 3);
      assertTrue(failing.calls() > 0);
      session.checkpoint(file);
      straight = losses(session, 3);
    }
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
        TrainingSession session =
            session(model, options(TrainingOptions.AUTO, Checkpointing.AUTO))) {
      session.restore(file);
      assertEquals(BATCH / 2, session.memory().microBatch());
      assertEquals(straight, losses(session, 3));
    }
  }

  @Test
  void privateStepsAreHalvedToo() {
    GradientPlan plan =
        new GradientPlan(
            GradientPlan.Clipping.PER_SAMPLE,
            0.5,
            0,
            GradientPlan.Sampling.SHUFFLE,
            GradientPlan.NoiseSource.CRYPTOGRAPHIC);
    TrainingOptions options = Fixture.options(BATCH, TrainingOptions.AUTO, plan);
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session = session(model, options);
        FailingCalls failing = new FailingCalls("encode_ids", 1, 1)) {
      assertFalse(session.memory().checkpointing());
      session.step(Map.of());
      assertEquals(BATCH / 2, session.memory().microBatch());
      assertEquals(3, failing.calls());
    }
  }

  @Test
  void evaluationTakesHalfTheRows() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0)) {
      var inputs = Fixture.sequences(ROWS).inputs();
      Predictions wanted = model.predict(inputs);
      try (FailingCalls failing = new FailingCalls("encode_ids", 1, 2)) {
        Predictions got = model.predict(inputs);
        assertTrue(failing.calls() >= 6, "calls: " + failing.calls());
        for (int i = 0; i < ROWS; i++) {
          assertArrayEquals(wanted.sequences()[i], got.sequences()[i], 1e-6f);
        }
      }
      try (FailingCalls failing = new FailingCalls("encode_ids", 1, Integer.MAX_VALUE)) {
        GovernanceException e =
            assertThrows(GovernanceException.class, () -> model.predict(inputs));
        assertTrue(e.getMessage().contains("one text of"), e.getMessage());
        assertTrue(failing.calls() > 5);
      }
    }
  }

  /** Memory that runs out makes the batches small, so that there are several. */
  private static Predictions inSmallBatches(boolean device, Task task, int reads) throws Exception {
    return Forced.path(
        device,
        () -> {
          try (TextModel model = Fixture.model(task, 0);
              FailingCalls failing = new FailingCalls("encode_ids", 1, 3)) {
            long before = Readback.count();
            Predictions got = model.predict(Fixture.sequences(ROWS).inputs());
            assertTrue(failing.calls() >= 10, "calls: " + failing.calls());
            assertEquals(reads == 1, Readback.count() - before == 1);
            return got;
          }
        });
  }

  @Test
  void onADeviceProbabilitiesOfSeveralBatchesAreReadTogether() throws Exception {
    for (Task task : List.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION)) {
      Predictions each = inSmallBatches(false, task, ROWS);
      Predictions together = inSmallBatches(true, task, 1);
      assertTrue(Arrays.deepEquals(each.sequences(), together.sequences()));
      assertTrue(Arrays.deepEquals(each.tokens(), together.tokens()));
    }
  }
}
