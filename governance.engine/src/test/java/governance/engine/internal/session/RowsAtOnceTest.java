package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.MemoryModel;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.TrainingOptions;
import governance.engine.TrainingOptions.Checkpointing;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.memory.DeviceMemory;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsAtOnceTest {
  private static final int BATCH = 32;
  private static final int LONGEST = 512;
  private static final MemoryModel MODEL =
      new MemoryModel(
          new Architecture(30_522, 12, 768, 12, 3072, 512),
          109_000_000,
          109_000_000,
          Task.SEQUENCE_CLASSIFICATION,
          2,
          Precision.F32,
          true,
          false);

  private static RowsAtOnce rows(int micro, Checkpointing checkpointing, long freeMib) {
    return rows(micro, checkpointing, () -> OptionalLong.of(freeMib << 20));
  }

  private static RowsAtOnce rows(int micro, Checkpointing checkpointing, DeviceMemory memory) {
    TrainingOptions options =
        TrainingOptions.builder(1, BATCH, 1e-3, Fixture.clipped())
            .microBatch(micro)
            .schedule(Schedule.LINEAR)
            .seed(1)
            .bucketing(true)
            .checkpointing(checkpointing)
            .build();
    return new RowsAtOnce(options, MODEL, memory, LONGEST);
  }

  private static TrainingRows part(int size) {
    return new TrainingRows(Fixture.sequences(BATCH), IntStream.range(0, size).toArray());
  }

  @Test
  void whereAPenaltyNeedsAllActivationsFewerRowsFit() {
    RowsAtOnce auto = rows(TrainingOptions.AUTO, Checkpointing.AUTO, 4000);
    assertTrue(auto.checkpointing());
    int with = auto.rows();
    auto.keepGraphs();
    assertTrue(auto.rows() < with && auto.rows() >= 1, with + " to " + auto.rows());
    RowsAtOnce fixed = rows(8, Checkpointing.ON, 4000);
    fixed.keepGraphs();
    assertEquals(8, fixed.rows());
  }

  @Test
  void aResumedTrainingTakesNoMoreRowsThanBefore() {
    RowsAtOnce auto = rows(TrainingOptions.AUTO, Checkpointing.OFF, 100_000);
    assertEquals(BATCH, auto.rows());
    auto.resume(8);
    assertEquals(8, auto.rows());
    auto.resume(16);
    assertEquals(8, auto.rows());
    RowsAtOnce fixed = rows(4, Checkpointing.OFF, 100_000);
    fixed.resume(2);
    assertEquals(4, fixed.rows());
    assertFalse(fixed.checkpointing());
  }

  @Test
  void theErrorNamesWhatIsNeededAndWhatWouldFit() {
    RowsAtOnce whole = rows(0, Checkpointing.OFF, 20_000);
    Throwable cause = new IllegalStateException("x");
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> whole.halve(part(BATCH), 7, cause));
    String text = e.getMessage();
    assertTrue(text.contains("GiB needed, 19.5 GiB are free)"), text);
    assertTrue(text.contains("step 7: batch of 32 rows, computed in parts of 32"), text);
    assertTrue(text.contains("allowed: about 16 rows at once"), text);
    assertEquals(cause, e.getCause());
    RowsAtOnce little = rows(0, Checkpointing.ON, 1);
    GovernanceException none =
        assertThrows(GovernanceException.class, () -> little.halve(part(BATCH), 7, cause));
    assertTrue(none.getMessage().contains("Choose a smaller train.maxLength"), none.getMessage());
    assertFalse(none.getMessage().contains("activationCheckpointing"), none.getMessage());
  }

  /** The library would keep what the step has left, and others could not have it. */
  @Test
  void whatTensorsLeftIsGivenBackBeforeTheStepIsDoneAgain() {
    int[] released = new int[1];
    DeviceMemory memory =
        new DeviceMemory() {
          @Override
          public OptionalLong free() {
            return OptionalLong.of(100L << 30);
          }

          @Override
          public void release() {
            released[0]++;
          }
        };
    RowsAtOnce auto = rows(TrainingOptions.AUTO, Checkpointing.OFF, memory);
    assertEquals(0, released[0]);
    auto.halve(part(8), 3, new IllegalStateException("x"));
    assertEquals(4, auto.rows());
    assertEquals(1, released[0]);
  }
}
