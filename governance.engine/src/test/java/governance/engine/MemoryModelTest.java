package governance.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.engine.ModelRequest.Architecture;
import governance.engine.TrainingOptions.Checkpointing;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryModelTest {
  private static final long MIB = 1 << 20;

  private static MemoryModel model(int layers, int hidden, int heads, Precision precision) {
    int vocabulary = 30_522;
    int positions = 512;
    long embeddings = (long) (vocabulary + positions + 4) * hidden;
    long layer = 12L * hidden * hidden + 13L * hidden;
    long parameters = embeddings + layers * layer + (long) hidden * hidden + 3L * hidden + 2;
    return new MemoryModel(
        new Architecture(vocabulary, layers, hidden, heads, 4 * hidden, positions),
        parameters,
        parameters,
        Task.SEQUENCE_CLASSIFICATION,
        2,
        precision,
        true,
        false);
  }

  private static MemoryModel named(String name) {
    Precision precision = name.endsWith("bf16") ? Precision.BF16 : Precision.F32;
    return switch (name.substring(0, 4)) {
      case "tiny" -> model(2, 128, 2, precision);
      case "mini" -> model(4, 256, 4, precision);
      default -> model(12, 768, 12, precision);
    };
  }

  /**
   * MiB that three steps added to the most resident memory of a process on Linux (x86_64, glibc
   * with the settings of the start script), as {@code bench/run.sh memory CASE} prints them.
   */
  @ParameterizedTest
  @CsvSource({
    "tiny-f32, 64, 128, 0, false, 285.6",
    "tiny-f32, 64, 128, 16, false, 148.3",
    "mini-f32, 16, 128, 0, false, 358.1",
    "mini-f32, 32, 128, 0, false, 557.9",
    "mini-f32, 32, 128, 0, true, 356.6",
    "mini-f32, 32, 128, 8, false, 291.5",
    "mini-f32, 8, 512, 0, false, 774.6",
    "mini-f32, 8, 512, 0, true, 455.9",
    "mini-bf16, 32, 128, 0, false, 388.4",
    "mini-bf16, 32, 128, 0, true, 283.2",
    "mini-bf16, 8, 512, 0, false, 522.3",
    "base-f32, 4, 128, 0, false, 1840",
    "base-f32, 4, 128, 0, true, 1426",
    "base-f32, 8, 512, 0, false, 6589",
    "base-f32, 8, 512, 0, true, 2112",
    "base-bf16, 8, 128, 0, false, 2003",
  })
  void theEstimateIsNearTheMeasuredPeak(
      String name, int rows, int length, int micro, boolean checkpointing, double measured) {
    int atOnce = micro > 0 ? micro : rows;
    long estimate = named(name).training(atOnce, length, checkpointing, micro > 0);
    double ratio = measured * MIB / estimate;
    assertTrue(
        ratio < MemoryModel.WITHIN && ratio > 1 / MemoryModel.WITHIN,
        "measured / estimate = " + ratio);
  }

  @Test
  void asManyRowsAreTakenAsFit() {
    MemoryModel base = named("base-f32");
    for (boolean again : new boolean[] {false, true}) {
      int rows = base.rows(4096 * MIB, 64, 256, again);
      assertTrue(rows > 0 && rows < 64, "rows " + rows);
      assertTrue(base.training(rows, 256, again, true) <= 4096 * MIB);
      assertTrue(base.training(rows + 1, 256, again, true) > 4096 * MIB);
    }
    assertTrue(base.rows(4096 * MIB, 640, 256, true) > base.rows(4096 * MIB, 640, 256, false));
    assertEquals(64, base.rows(1L << 50, 64, 256, false));
    assertEquals(0, base.rows(base.fixed(false), 64, 256, true));
  }

  private static MemoryChoice choice(int micro, Checkpointing asked, boolean perRow, long mib) {
    OptionalLong free = mib == 0 ? OptionalLong.empty() : OptionalLong.of(mib * MIB);
    return MemoryChoice.of(named("base-f32"), 32, micro, asked, perRow, 512, free);
  }

  @Test
  void whatIsChosenFollowsFromFreeMemory() {
    int auto = TrainingOptions.AUTO;
    MemoryChoice whole = new MemoryChoice(32, false);
    assertEquals(whole, choice(auto, Checkpointing.AUTO, false, 100_000));
    assertEquals(whole, choice(auto, Checkpointing.AUTO, false, 0));
    assertEquals(whole, choice(0, Checkpointing.OFF, false, 1));
    assertEquals(new MemoryChoice(5, true), choice(5, Checkpointing.ON, false, 1));
    MemoryChoice some = choice(auto, Checkpointing.AUTO, false, 10_000);
    assertFalse(some.checkpointing());
    assertTrue(some.microBatch() >= MemoryChoice.WORTHWHILE && some.microBatch() < 32, "" + some);
    MemoryChoice few = choice(auto, Checkpointing.AUTO, false, 4000);
    assertTrue(few.checkpointing() && few.microBatch() > 8, "" + few);
    MemoryChoice rows = choice(auto, Checkpointing.AUTO, true, 4000);
    assertTrue(!rows.checkpointing() && rows.microBatch() < 8, "" + rows);
    assertEquals(1, choice(auto, Checkpointing.OFF, false, 10).microBatch());
    assertTrue(choice(0, Checkpointing.AUTO, false, 8000).checkpointing());
  }

  @Test
  void headsAndAttentionCount() {
    MemoryModel base = named("base-f32");
    for (Task task : List.of(Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL)) {
      MemoryModel other =
          new MemoryModel(base.shape(), base.parameters(), 1, task, 9, Precision.F32, true, false);
      assertTrue(
          other.training(8, 128, false, false) - other.fixed(false)
              > base.training(8, 128, false, false) - base.fixed(false));
    }
    MemoryModel fused =
        new MemoryModel(
            base.shape(), base.parameters(), 1, base.task(), 2, Precision.F32, false, false);
    assertTrue(fused.training(8, 512, false, false) < base.training(8, 512, false, false) / 2);
  }
}
