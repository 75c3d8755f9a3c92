package governance.engine.internal.start;

import java.util.SplittableRandom;

/**
 * Attention that begins by looking at neighbours. Positions are sines and cosines in the last
 * quarter of the width; query and key matrices turn them against each other, so that the first head
 * looks at the place before, the second at the place after and the third at a wide window, while
 * the fourth is left random; further heads repeat this. Value and output matrices are an orthogonal
 * matrix and its transpose, so that a head passes on what it looks at.
 */
final class NeighbourHeads {
  /** Share of the width that positions take. */
  static final int PART = 4;

  private static final double SCALE = 0.1;
  private static final double FASTEST = 1.6;
  private static final double SLOWEST = 0.02;
  private static final double SHARPNESS = 4;
  private static final double WIDE = 0.3;
  private static final double PASSED = 0.7;
  private static final double RANDOM = 0.02;

  private final int hidden;
  private final int heads;
  private final int part;

  NeighbourHeads(int hidden, int heads) {
    this.hidden = hidden;
    this.heads = heads;
    this.part = hidden / PART / 2 * 2;
  }

  /** Returns the number of dimensions that positions take, even. */
  int part() {
    return part;
  }

  private double frequency(int index) {
    int count = part / 2;
    double share = count == 1 ? 0 : index / (count - 1.0);
    return Math.pow(10, Math.log10(FASTEST) + share * Math.log10(SLOWEST / FASTEST));
  }

  /** Returns the table of positions. */
  float[] positions(int count) {
    float[] table = new float[count * hidden];
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < part / 2; c++) {
        int at = i * hidden + hidden - part + 2 * c;
        table[at] = (float) (SCALE * Math.sin(i * frequency(c)));
        table[at + 1] = (float) (SCALE * Math.cos(i * frequency(c)));
      }
    }
    return table;
  }

  /** Returns the query matrix [hidden, hidden]: the key's place is the own one, shifted. */
  float[] query(SplittableRandom random) {
    return turned(random, true);
  }

  /** Returns the key matrix [hidden, hidden]. */
  float[] key(SplittableRandom random) {
    return turned(random, false);
  }

  private float[] turned(SplittableRandom random, boolean query) {
    float[] weights = normal(random);
    for (int head = 0; head < heads; head++) {
      int kind = head % 4;
      if (kind < 3) {
        int offset = query ? new int[] {-1, 1, 0}[kind] : 0;
        turn(weights, head, offset, kind == 2 ? WIDE * SHARPNESS : SHARPNESS);
      }
    }
    return weights;
  }

  /** Adds a rotation of each pair of position dimensions by an offset. */
  private void turn(float[] weights, int head, int offset, double sharpness) {
    int size = hidden / heads;
    int used = Math.min(part, size) / 2 * 2;
    double scale = Math.sqrt(sharpness * Math.sqrt(size) / (used / 4.0));
    for (int c = 0; c < used / 2; c++) {
      double cos = scale * Math.cos(frequency(c) * offset);
      double sin = scale * Math.sin(frequency(c) * offset);
      int first = (head * size + 2 * c) * hidden + hidden - part + 2 * c;
      weights[first] += (float) cos;
      weights[first + 1] += (float) sin;
      weights[first + hidden] -= (float) sin;
      weights[first + hidden + 1] += (float) cos;
    }
  }

  private float[] normal(SplittableRandom random) {
    float[] weights = new float[hidden * hidden];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (RANDOM * random.nextGaussian());
    }
    return weights;
  }

  /** Returns a value matrix and the output matrix that undoes it, each [hidden, hidden]. */
  float[][] passing(SplittableRandom random) {
    Dense basis = Dense.normal(hidden, hidden, random).orthonormal();
    float[][] both = new float[2][hidden * hidden];
    for (int i = 0; i < hidden; i++) {
      for (int j = 0; j < hidden; j++) {
        both[0][i * hidden + j] = (float) (PASSED * basis.row(i)[j]);
        both[1][j * hidden + i] = both[0][i * hidden + j];
      }
    }
    return both;
  }
}
