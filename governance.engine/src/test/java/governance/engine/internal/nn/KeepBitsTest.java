package governance.engine.internal.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepBitsTest {
  private static final int COUNT = 1 << 20;

  @ParameterizedTest
  @CsvSource({"0.1, false", "0.1, true", "0.5, false", "0, false", "0.9, true"})
  void theShareOfKeptValuesIsRightAndTheExpectationIsOne(double p, boolean half) {
    boolean[] kept = draw(42, half, false, COUNT, p, 3);
    double share = count(kept) / (double) COUNT;
    double deviation = Math.sqrt(p * (1 - p) / COUNT);
    assertEquals(1 - p, share, 5 * deviation + 1e-5);
    assertEquals(1, KeepBits.scale(p) * (1 - KeepBits.threshold(p) / 65536.0), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void neighboursAreIndependent(boolean half) {
    boolean[] kept = draw(7, half, false, COUNT, 0.5, 0);
    for (int lag : new int[] {1, 2, 3, 64, 128, 4096, 8192}) {
      int equal = 0;
      for (int i = 0; i + lag < COUNT; i++) {
        equal += kept[i] == kept[i + lag] ? 1 : 0;
      }
      double share = equal / (double) (COUNT - lag);
      assertEquals(0.5, share, 5 * 0.5 / Math.sqrt(COUNT), "lag " + lag);
    }
  }

  @Test
  void keysAndSitesGiveUnrelatedFlags() {
    boolean[] base = draw(7, false, false, COUNT, 0.5, 0);
    long[] keys = {8, 7L + (1L << 32), 7L + (1L << 33), new DropoutKey(1, 0).mixed()};
    for (long key : keys) {
      assertUnrelated(base, draw(key, false, false, COUNT, 0.5, 0));
    }
    assertUnrelated(base, draw(7, false, false, COUNT, 0.5, 1));
    assertNotEquals(new DropoutKey(1, 0).mixed(), new DropoutKey(1, 1).mixed());
  }

  private static void assertUnrelated(boolean[] a, boolean[] b) {
    int equal = 0;
    for (int i = 0; i < COUNT; i++) {
      equal += a[i] == b[i] ? 1 : 0;
    }
    assertEquals(0.5, equal / (double) COUNT, 5 * 0.5 / Math.sqrt(COUNT));
  }

  @ParameterizedTest
  @CsvSource({"false, 100001", "true, 100001", "false, 1", "true, 3", "true, 8193"})
  void threadsAndLengthDoNotChangeTheFlags(boolean half, int count) {
    boolean[] all = draw(5, half, false, COUNT, 0.3, 9);
    assertArrayEquals(Arrays.copyOf(all, count), prefix(half, count));
    assertArrayEquals(all, draw(5, half, true, COUNT, 0.3, 9));
  }

  /** Draws a prefix and checks that nothing beyond it is written. */
  private static boolean[] prefix(boolean half, int count) {
    int bytes = half ? 2 : 4;
    ByteBuffer memory = ByteBuffer.allocateDirect((count + 5) * bytes);
    memory.order(ByteOrder.nativeOrder());
    new KeepBits(5, half, false).write(memory, 2, count, 0.3, 9);
    for (int i = (count + 2) * bytes; i < memory.capacity(); i++) {
      assertEquals(0, memory.get(i));
    }
    assertTrue(memory.getShort(0) == 0 && memory.getShort(bytes) == 0);
    return flags(memory, half, 2, count);
  }

  private static boolean[] draw(
      long key, boolean half, boolean parallel, int count, double p, int site) {
    ByteBuffer memory = ByteBuffer.allocateDirect(count * (half ? 2 : 4));
    memory.order(ByteOrder.nativeOrder());
    new KeepBits(key, half, parallel).write(memory, 0, count, p, site);
    return flags(memory, half, 0, count);
  }

  private static boolean[] flags(ByteBuffer memory, boolean half, int from, int count) {
    boolean[] flags = new boolean[count];
    for (int i = 0; i < count; i++) {
      int bits = half ? memory.getShort(2 * (from + i)) << 16 : memory.getInt(4 * (from + i));
      float value = Float.intBitsToFloat(bits);
      assertTrue(value == 0 || value == 1);
      flags[i] = value == 1;
    }
    return flags;
  }

  private static int count(boolean[] flags) {
    int n = 0;
    for (boolean flag : flags) {
      n += flag ? 1 : 0;
    }
    return n;
  }
}
