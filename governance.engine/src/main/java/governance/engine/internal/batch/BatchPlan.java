package governance.engine.internal.batch;

import governance.api.train.GradientPlan.Sampling;
import governance.engine.internal.noise.KeyStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which rows take part in which step: a function of seed and step number, so training can go on
 * from any step. With bucketing the rows of an epoch are shuffled, cut into wide windows, sorted by
 * length within each and cut into batches, which are shuffled again: batches hold rows of like
 * length, and the model sees them in random order. Poisson samples may follow from a key that
 * nobody knows instead of the seed, which stands in the evidence: privacy is amplified by sampling
 * only where nobody can tell who was drawn. Used by one thread.
 */
public final class BatchPlan implements RowOrder {
  /** Batches in a window: wide enough for like lengths, narrow enough for chance. */
  private static final int WINDOW = 50;

  private final int[] lengths;
  private final int batchSize;
  private final long seed;
  private final boolean bucketing;
  private final Sampling sampling;
  private final byte[] key;
  private long epoch = -1;
  private int[][] batches;

  /**
   * Plans an order.
   *
   * @param lengths length of each row, at least one row
   * @param batchSize rows in a batch, at least 1
   */
  public BatchPlan(int[] lengths, int batchSize, long seed, boolean bucketing, Sampling sampling) {
    this(lengths, batchSize, seed, bucketing, sampling, false);
  }

  /**
   * Plans an order.
   *
   * @param secret whether Poisson samples follow from a key of this plan alone
   */
  public BatchPlan(
      int[] lengths,
      int batchSize,
      long seed,
      boolean bucketing,
      Sampling sampling,
      boolean secret) {
    this.key = secret ? KeyStream.freshKey() : null;
    this.lengths = lengths;
    this.batchSize = batchSize;
    this.seed = seed;
    this.bucketing = bucketing;
    this.sampling = sampling;
  }

  @Override
  public long stepsPerEpoch() {
    return (lengths.length + batchSize - 1L) / batchSize;
  }

  /** Returns the pass that a step belongs to, from 0. */
  public int epoch(long step) {
    return (int) (step / stepsPerEpoch());
  }

  /** Returns the rows of a step; with Poisson sampling possibly none. */
  @Override
  public int[] rows(long step) {
    if (sampling == Sampling.POISSON) {
      return drawn(step);
    }
    if (epoch != epoch(step)) {
      epoch = epoch(step);
      batches = batches(random(epoch));
    }
    return batches[(int) (step % stepsPerEpoch())];
  }

  private SplittableRandom random(long number) {
    return new SplittableRandom(seed * 0x9e3779b97f4a7c15L ^ (number + 1) * 0xbf58476d1ce4e5b9L);
  }

  private int[] drawn(long step) {
    RandomGenerator random = key == null ? random(step) : new KeyStream(key, step);
    double probability = Math.min(1, (double) batchSize / lengths.length);
    int[] rows = new int[lengths.length];
    int count = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (random.nextDouble() < probability) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private int[][] batches(SplittableRandom random) {
    int[] order = new int[lengths.length];
    Arrays.setAll(order, i -> i);
    shuffle(order, random);
    if (bucketing) {
      for (int from = 0; from < order.length; from += WINDOW * batchSize) {
        sort(order, from, Math.min(order.length, from + WINDOW * batchSize));
      }
    }
    int[][] cut = new int[(int) stepsPerEpoch()][];
    for (int i = 0; i < cut.length; i++) {
      int from = i * batchSize;
      cut[i] = Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
    }
    for (int i = cut.length - 1; bucketing && i > 0; i--) {
      int j = random.nextInt(i + 1);
      int[] other = cut[i];
      cut[i] = cut[j];
      cut[j] = other;
    }
    return cut;
  }

  static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[i];
      order[i] = order[j];
      order[j] = other;
    }
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
