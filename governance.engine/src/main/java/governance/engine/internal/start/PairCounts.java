package governance.engine.internal.start;

import governance.engine.Encoded;
import java.util.List;

/**
 * How often word pieces stand near each other: within a window of 5, a pair at distance d counting
 * 1/d. Special tokens are counted with nothing and separate what stands before from what stands
 * after them. Counts are whole numbers of 1/60, so the order of the texts does not matter.
 */
final class PairCounts {
  private static final int WINDOW = 5;
  private static final int UNIT = 60;
  private static final long FREE = -1;

  private final int vocabulary;
  private final long[] single;
  private long[] keys = new long[1 << 16];
  private int[] counts = new int[1 << 16];
  private int used;

  PairCounts(int vocabulary) {
    this.vocabulary = vocabulary;
    this.single = new long[vocabulary];
    java.util.Arrays.fill(keys, FREE);
  }

  /** Counts texts as the model reads them. */
  void add(List<Encoded> texts) {
    texts.forEach(this::add);
  }

  private void add(Encoded text) {
    int[] ids = text.ids();
    for (int i = 0; i < ids.length; i++) {
      if (text.words()[i] >= 0) {
        single[ids[i]]++;
        for (int d = 1; d <= WINDOW && i - d >= 0 && text.words()[i - d] >= 0; d++) {
          add(ids[i - d], ids[i], UNIT / d);
        }
      }
    }
  }

  private void add(int a, int b, int count) {
    long key = (long) Math.min(a, b) * vocabulary + Math.max(a, b);
    int at = slot(keys, key);
    if (keys[at] == FREE) {
      keys[at] = key;
      if (++used > keys.length / 2) {
        grow();
        at = slot(keys, key);
      }
    }
    counts[at] += Math.min(count, Integer.MAX_VALUE - counts[at]);
  }

  /** Open addressing; the table is never more than half full. */
  private static int slot(long[] table, long key) {
    int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & (table.length - 1);
    while (table[at] != FREE && table[at] != key) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }

  private void grow() {
    long[] wider = new long[2 * keys.length];
    int[] widerCounts = new int[wider.length];
    java.util.Arrays.fill(wider, FREE);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        int at = slot(wider, keys[i]);
        wider[at] = keys[i];
        widerCounts[at] = counts[i];
      }
    }
    keys = wider;
    counts = widerCounts;
  }

  /** Returns how often each piece was counted. */
  long[] single() {
    return single;
  }

  /** Calls for each pair of pieces, in both directions; a piece with itself counts twice. */
  void forEach(Visitor visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        int a = (int) (keys[i] / vocabulary);
        int b = (int) (keys[i] % vocabulary);
        double count = counts[i] / (double) UNIT;
        visitor.visit(a, b, a == b ? 2 * count : count);
        if (a != b) {
          visitor.visit(b, a, count);
        }
      }
    }
  }

  /** Takes one pair. */
  interface Visitor {
    void visit(int row, int column, double count);
  }
}
