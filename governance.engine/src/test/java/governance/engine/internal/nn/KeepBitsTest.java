package governance.engine.internal.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepBitsTest {
  private static final int COUNT = 1 << 20;

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0, 0.9})
  void theShareOfKeptValuesIsRightAndTheExpectationIsOne(double p) {
    boolean[] kept = draw(42, false, COUNT, p, 3);
    double share = count(kept) / (double) COUNT;
    double deviation = Math.sqrt(p * (1 - p) / COUNT);
    assertEquals(1 - p, share, 5 * deviation + 1e-5);
    assertEquals(1, KeepBits.scale(p) * (1 - KeepBits.threshold(p) / 65536.0), 1e-12);
  }

  @Test
  void neighboursAreIndependent() {
    boolean[] kept = draw(7, false, COUNT, 0.5, 0);
    for (int lag : new int[] {1, 2, 3, 64, 128, 2048, 4096, 8192}) {
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
    boolean[] base = draw(7, false, COUNT, 0.5, 0);
    long[] keys = {8, 7L + (1L << 32), 7L + (1L << 33), new DropoutKey(1, 0).mixed()};
    for (long key : keys) {
      assertUnrelated(base, draw(key, false, COUNT, 0.5, 0));
    }
    assertUnrelated(base, draw(7, false, COUNT, 0.5, 1));
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
  @ValueSource(ints = {100001, 1, 3, 2050, 8193})
  void threadsAndLengthDoNotChangeTheFlags(int count) {
    boolean[] all = draw(5, false, COUNT, 0.3, 9);
    assertArrayEquals(Arrays.copyOf(all, count), prefix(count));
    assertArrayEquals(all, draw(5, true, COUNT, 0.3, 9));
  }

  /** What each flag follows from, computed one by one. */
  @Test
  void flagsFollowFromTheHashOfKeySiteAndPosition() {
    boolean[] kept = draw(5 + (17L << 32), false, 5000, 0.3, 9);
    for (int i = 0; i < kept.length; i++) {
      int pair = i % 2048 + i / 4096 * 2048;
      int drawn = i / 2048 % 2 == 0 ? hash(pair, 9) & 0xffff : hash(pair, 9) >>> 16;
      assertEquals(drawn >= KeepBits.threshold(0.3), kept[i], "flag " + i);
    }
  }

  private static int hash(int position, int site) {
    int x = 5 + position;
    x = (x ^ x >>> 16) * 0x85ebca6b;
    x = ((x ^ x >>> 13) + (17 ^ site * 0x9e3779b1)) * 0xc2b2ae35;
    x = (x ^ x >>> 16) * 0x9e3779b1;
    return x ^ x >>> 15;
  }

  /** Draws a prefix and checks that nothing beyond it is written. */
  private static boolean[] prefix(int count) {
    ByteBuffer memory = ByteBuffer.allocateDirect(count + 5);
    new KeepBits(5, false).write(memory, 2, count, 0.3, 9);
    for (int i : new int[] {0, 1, count + 2, count + 3, count + 4}) {
      assertEquals(0, memory.get(i));
    }
    return flags(memory, 2, count);
  }

  private static boolean[] draw(long key, boolean parallel, int count, double p, int site) {
    ByteBuffer memory = ByteBuffer.allocateDirect(count);
    new KeepBits(key, parallel).write(memory, 0, count, p, site);
    return flags(memory, 0, count);
  }

  private static boolean[] flags(ByteBuffer memory, int from, int count) {
    boolean[] flags = new boolean[count];
    for (int i = 0; i < count; i++) {
      byte value = memory.get(from + i);
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
