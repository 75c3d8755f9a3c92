package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.TestDevice;
import governance.engine.internal.script.ScriptModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rows hold from before must never be seen: noise would be counted as gradient. */
class WordSumsTest {
  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);
  private WordSums sums;

  @BeforeEach
  void make() {
    sums = new WordSums(root, script, new Shape(4, 2));
  }

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  private void add(float value, long... rows) {
    try (NDArray values = root.full(new Shape(rows.length, 2), value)) {
      sums.add(rows, values);
    }
  }

  private void overwrite() {
    sums.memory().addi(9);
    sums.overwritten();
    sums.clear();
  }

  @Test
  void rowsAddUp() {
    add(1, 3, 0);
    add(2, 0, 1);
    assertArrayEquals(new float[] {3, 3, 2, 2, 0, 0, 1, 1}, sums.all().toFloatArray());
    sums.clear();
    add(5, 2);
    assertArrayEquals(new float[] {0, 0, 0, 0, 5, 5, 0, 0}, sums.all().toFloatArray());
  }

  @Test
  void whatWasWrittenBeforeCountsAsNothing() {
    add(1, 0);
    overwrite();
    add(2, 1);
    add(3, 2, 1);
    assertArrayEquals(new float[] {0, 0, 5, 5, 3, 3, 0, 0}, sums.all().toFloatArray());
  }

  @Test
  void rowsThatWereScatteredToFirstAreAddedTo() {
    overwrite();
    sums.at(new long[] {3}).addi(0);
    add(4, 3, 0);
    assertArrayEquals(new float[] {4, 4, 0, 0, 0, 0, 4, 4}, sums.all().toFloatArray());
  }
}
