package governance.engine.internal.batch;

import governance.engine.Stratified;
import governance.engine.TrainingData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An order in which each batch holds rows of each stratum (Stratified). Each stratum is read in
 * passes of its own: every row of it once in random order, then again in another order, on from
 * where the last epoch ended. With bucketing the rows of a stratum are sorted by length within a
 * window of batches, and the batches of the epoch shuffled. A function of seed and step. Used by
 * one thread.
 */
public final class StratifiedPlan implements RowOrder {
  /** Batches in a window, as in {@link BatchPlan}. */
  private static final int WINDOW = 50;

  private final Strata strata;
  private final int[] lengths;
  private final long seed;
  private final boolean bucketing;
  private final long steps;
  private final int[][] counts;
  private final long[] taken;
  private long epoch = -1;
  private int[][] batches;

  /**
   * Plans an order.
   *
   * @param batchSize rows in a batch; all rows if there are fewer
   * @throws governance.api.GovernanceException if the strata do not fit into a batch
   */
  public StratifiedPlan(
      TrainingData data, int batchSize, long seed, boolean bucketing, Stratified sampling) {
    this.strata = Strata.of(data, batchSize, sampling);
    this.lengths = data.inputs().stream().mapToInt(e -> e.length()).toArray();
    this.seed = seed;
    this.bucketing = bucketing;
    this.steps = (lengths.length + strata.batch() - 1L) / strata.batch();
    this.counts = counts();
    this.taken = new long[strata.quotas().length];
    for (int[] step : counts) {
      for (int s = 0; s < step.length; s++) {
        taken[s] += step[s];
      }
    }
  }

  /** Returns by how much the weight of each row is to be multiplied to undo the strata. */
  public double[] corrections() {
    return strata.corrections();
  }

  @Override
  public long stepsPerEpoch() {
    return steps;
  }

  @Override
  public int[] rows(long step) {
    if (epoch != step / steps) {
      epoch = step / steps;
      batches = batches(epoch);
    }
    return batches[(int) (step % steps)];
  }

  /** Whole parts of the quotas, and the rest where most is owed, so that each step is full. */
  private int[][] counts() {
    double[] quotas = strata.quotas();
    double[] owed = new double[quotas.length];
    int[][] all = new int[(int) steps][quotas.length];
    for (int[] step : all) {
      int left = strata.batch();
      for (int s = 0; s < quotas.length; s++) {
        owed[s] += quotas[s];
        step[s] = (int) Math.floor(quotas[s] + 1e-9);
        owed[s] -= step[s];
        left -= step[s];
      }
      for (; left > 0; left--) {
        int most = 0;
        for (int s = 1; s < owed.length; s++) {
          most = owed[s] > owed[most] + 1e-12 ? s : most;
        }
        step[most]++;
        owed[most]--;
      }
    }
    return all;
  }

  private int[][] batches(long number) {
    int[][] cut = new int[(int) steps][strata.batch()];
    int[] filled = new int[cut.length];
    for (int s = 0; s < taken.length; s++) {
      int[] order = arranged(s, number);
      int at = 0;
      for (int i = 0; i < cut.length; i++) {
        System.arraycopy(order, at, cut[i], filled[i], counts[i][s]);
        filled[i] += counts[i][s];
        at += counts[i][s];
      }
    }
    return shuffled(cut, number);
  }

  /** The rows that a stratum gives to an epoch, in the order of the batches. */
  private int[] arranged(int s, long number) {
    int[] order = order(s, number);
    int at = 0;
    for (int from = 0; bucketing && from < counts.length; from += WINDOW) {
      int to = Math.min(counts.length, from + WINDOW);
      int size = IntStream.range(from, to).map(i -> counts[i][s]).sum();
      // sorted, the copies of a row that comes several times would stand side by side
      if (size <= strata.rows().get(s).length) {
        sort(order, at, at + size);
      }
      at += size;
    }
    at = 0;
    for (int[] step : counts) {
      spread(order, at, at + step[s]);
      at += step[s];
    }
    return order;
  }

  /**
   * Exchanges rows that a batch would hold twice, where one pass ends, for those of other batches.
   */
  private static void spread(int[] order, int from, int to) {
    Set<Integer> batch = new HashSet<>();
    for (int i = from; i < to; i++) {
      if (!batch.contains(order[i])) {
        batch.add(order[i]);
        continue;
      }
      int row = order[i];
      int other = to;
      while (other < order.length && batch.contains(order[other])) {
        other++;
      }
      if (other == order.length) {
        other = from - 1;
        while (other >= 0 && (batch.contains(order[other]) || near(order, row, other, to - from))) {
          other--;
        }
      }
      if (other >= 0) {
        order[i] = order[other];
        order[other] = row;
        batch.add(order[i]);
      }
    }
  }

  /** Returns whether a row stands so near to a place that it may be in the same batch. */
  private static boolean near(int[] order, int row, int place, int width) {
    int from = Math.max(0, place - width);
    int to = Math.min(order.length, place + width + 1);
    return IntStream.range(from, to).anyMatch(i -> order[i] == row);
  }

  private int[][] shuffled(int[][] cut, long number) {
    int[] order = IntStream.range(0, cut.length).toArray();
    BatchPlan.shuffle(order, random(-1, number));
    return Arrays.stream(order).mapToObj(i -> cut[i]).toArray(int[][]::new);
  }

  /** The same in the order of the passes. */
  private int[] order(int s, long number) {
    int[] rows = strata.rows().get(s);
    int[] order = new int[(int) taken[s]];
    long at = number * taken[s];
    long pass = -1;
    int[] permutation = rows;
    for (int i = 0; i < order.length; i++, at++) {
      if (at / rows.length != pass) {
        pass = at / rows.length;
        permutation = rows.clone();
        BatchPlan.shuffle(permutation, random(s, pass));
      }
      order[i] = permutation[(int) (at % rows.length)];
    }
    return order;
  }

  private SplittableRandom random(long stratum, long number) {
    long mixed = seed * 0x9e3779b97f4a7c15L ^ (number + 1) * 0xbf58476d1ce4e5b9L;
    return new SplittableRandom(mixed ^ (stratum + 2) * 0x94d049bb133111ebL);
  }

  /** Longest first; rows of one length keep their shuffled order. */
  private void sort(int[] order, int from, int to) {
    Integer[] window = new Integer[to - from];
    Arrays.setAll(window, i -> order[from + i]);
    Arrays.sort(window, Comparator.comparingInt(i -> -lengths[i]));
    for (int i = 0; i < window.length; i++) {
      order[from + i] = window[i];
    }
  }
}
