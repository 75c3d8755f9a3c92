package governance.engine.internal.noise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.memory.Readback;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One call that adds noise to sums, given to each of its forms. */
record NoiseLaunch(
    int[] key, long first, double deviation, double grid, double factor, List<float[]> sums) {
  private static final int[] SIZES = {1, 2, 5, 6, 7, 100, 767, 768, 769, 3001, 20_000};

  private static final long[] FIRST = {
    0, 1, 5, 6, 17, 6L << 31, (6L << 32) - 40, (6L << 32) - 3, 1L << 45
  };

  /** Sums in steps of the grid: halves, what 24 bits hold exactly, what they do not, and others. */
  private static final float[] EDGES = {
    0,
    -0f,
    0.5f,
    -0.5f,
    1.5f,
    2.5f,
    -3.5f,
    0x1p22f,
    0x1p22f - 0.5f,
    -0x1p22f + 0.5f,
    0x1p23f - 0.5f,
    -0x1p23f,
    0x1p23f + 1,
    0x1p24f,
    -0x1p24f - 2,
    0x1p25f + 4,
    0x1p60f,
    Float.MIN_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NaN
  };

  /** A call made by chance: key, place, deviation, and up to so many sums of all kinds. */
  static NoiseLaunch of(long seed, int mostSums) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] key = random.ints(8).toArray();
    long first = FIRST[random.nextInt(FIRST.length)];
    double grid = Math.scalb(1.0, random.nextInt(-60, 10));
    List<float[]> sums = new ArrayList<>();
    for (int i = random.nextInt(mostSums); i >= 0; i--) {
      float[] sum = new float[SIZES[random.nextInt(SIZES.length)]];
      float size = (float) Math.scalb(grid, random.nextInt(30));
      for (int j = 0; j < sum.length; j++) {
        boolean edge = random.nextInt(4) == 0;
        sum[j] =
            edge
                ? EDGES[random.nextInt(EDGES.length)] * (float) grid
                : (float) (random.nextDouble() - 0.5) * size;
      }
      sums.add(sum);
    }
    double deviation = Math.scalb(1 + random.nextDouble(), 20);
    return new NoiseLaunch(key, first, deviation, grid, random.nextDouble() / 16, sums);
  }

  int values() {
    return sums.stream().mapToInt(sum -> sum.length).sum();
  }

  private float[] joined(List<float[]> parts) {
    float[] all = new float[values()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Returns what the plain way makes of it. */
  float[] expected() {
    return NoiseReference.add(joined(sums), key, first, deviation, 1 / grid, grid * factor);
  }

  /** Returns what a form makes of it; sums begin and end within larger arrays. */
  float[] by(NoiseForm form, NDManager root) {
    try (NDManager manager = root.newSubManager()) {
      List<NDArray> arrays = new ArrayList<>();
      for (float[] sum : sums) {
        float[] longer = new float[sum.length + 5];
        System.arraycopy(sum, 0, longer, 2, sum.length);
        try (NDArray made = manager.create(longer)) {
          arrays.add(made.duplicate());
        }
      }
      long[] starts = sums.stream().mapToLong(sum -> 2).toArray();
      long[] counts = sums.stream().mapToLong(sum -> sum.length).toArray();
      form.add(
          new NoiseForm.Call(arrays, starts, counts, key.clone(), first, deviation, grid, factor));
      List<float[]> parts = new ArrayList<>();
      for (int i = 0; i < arrays.size(); i++) {
        float[] all = Readback.floats(arrays.get(i));
        float[] part = new float[sums.get(i).length];
        System.arraycopy(all, 2, part, 0, part.length);
        if (all[0] != 0 || all[1] != 0 || all[part.length + 2] != 0) {
          throw new IllegalStateException("noise beside the values");
        }
        parts.add(part);
      }
      return joined(parts);
    }
  }
}
