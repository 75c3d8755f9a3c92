package governance.engine.internal.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.TestDevice;
import governance.engine.internal.nn.FlagSource.Draw;
import governance.engine.internal.script.ScriptModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flags that the device draws, against those of Java code. */
class DeviceFlagsTest {
  private static final int[] COUNTS = {1, 2, 2047, 2048, 2049, 4095, 4096, 4097, 12288, 100001, 0};
  private static final double[] PROBABILITIES = {0.1, 0.5, 0, 0.9, 0.99998, 1e-6};
  private static final long[] KEYS = {
    0, -1, 1L << 31, 0x7fffffffL, new DropoutKey(3, 1).mixed(), new DropoutKey(-9, 4).mixed()
  };

  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  private NDArray block(int count) {
    return root.zeros(new Shape(count), DataType.UINT8);
  }

  private static byte[] host(long key, Draw draw) {
    ByteBuffer memory = ByteBuffer.allocateDirect((int) draw.block().size());
    new KeepBits(key, false)
        .write(memory, draw.from(), draw.count(), draw.probability(), draw.site());
    byte[] flags = new byte[memory.capacity()];
    memory.get(flags);
    return flags;
  }

  @Test
  void allBitsAreThoseOfTheHost() {
    for (long key : KEYS) {
      List<Draw> draws = new ArrayList<>();
      for (int i = 0; i < COUNTS.length; i++) {
        double p = PROBABILITIES[i % PROBABILITIES.length];
        draws.add(new Draw(block(COUNTS[i] + 9), 5, COUNTS[i], p, i == 0 ? (1 << 20) + 3 : i));
      }
      new DeviceFlags(script, root).draw(key, draws);
      for (Draw draw : draws) {
        assertArrayEquals(host(key, draw), draw.block().toByteArray(), draw + " of " + key);
      }
    }
  }

  @Test
  void sitesOfOneBlockDoNotDisturbEachOther() {
    NDArray block = block(9000);
    Draw first = new Draw(block, 0, 5000, 0.3, 2);
    Draw second = new Draw(block, 5000, 3999, 0.6, 3);
    new DeviceFlags(script, root).draw(77, List.of(first, second));
    byte[] expected = host(77, first);
    System.arraycopy(host(77, second), 5000, expected, 5000, 4000);
    assertArrayEquals(expected, block.toByteArray());
  }

  @Test
  void theLibrarysFlagsFollowFromKeyAndSiteAndHaveTheRightShare() {
    NDArray block = block(200_000);
    LibraryFlags source = new LibraryFlags(script, root);
    Draw first = new Draw(block, 0, 100_000, 0.1, 2);
    Draw second = new Draw(block, 100_000, 100_000, 0.1, 3);
    source.draw(5, List.of(first, second));
    byte[] all = block.toByteArray();
    // the second site alone, as where a layer is computed again
    source.draw(5, List.of(second));
    assertArrayEquals(all, block.toByteArray());
    int kept = 0;
    int equal = 0;
    for (int i = 0; i < 100_000; i++) {
      kept += all[i];
      equal += all[i] == all[100_000 + i] ? 1 : 0;
    }
    assertEquals(0.9, kept / 1e5, 5 * Math.sqrt(0.09 / 1e5));
    assertEquals(0.82, equal / 1e5, 0.01, "sites are unrelated");
    source.draw(6, List.of(first));
    assertFalse(Arrays.equals(all, block.toByteArray()));
  }

  @Test
  void nothingIsLeftBehind() {
    List<Draw> draws = List.of(new Draw(block(70000), 0, 70000, 0.1, 2));
    int before = root.getManagedArrays().size();
    for (int i = 0; i < 20; i++) {
      new DeviceFlags(script, root).draw(i, draws);
    }
    assertEquals(before, root.getManagedArrays().size());
  }
}
