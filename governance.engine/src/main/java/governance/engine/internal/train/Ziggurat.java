package governance.engine.internal.train;

/**
 * Gaussian numbers by rejection from 256 layers of equal area (Marsaglia and Tsang 2000, with layer
 * and place from different bits as Doornik 2005 has it), in double precision and then rounded to
 * whole numbers. The layer takes 8 bits and the place in it 56, so that neighbouring places are at
 * most 2^-53 deviations apart. Used by one thread.
 */
final class Ziggurat {
  private static final int LAYERS = 256;

  /** Where the tail begins and the area of each layer, for so many layers. */
  private static final double TAIL = 3.6541528853610088;

  private static final double AREA = 0.00492867323399;

  /** Places of a layer on either side of 0. */
  private static final double PLACES = 0x1p55;

  /** Outer end of each layer; the last is 0. */
  private static final double[] END = new double[LAYERS + 1];

  /** Places below this lie under the curve whatever the height. */
  private static final long[] INSIDE = new long[LAYERS];

  static {
    END[0] = AREA / density(TAIL);
    END[1] = TAIL;
    for (int i = 2; i < LAYERS; i++) {
      END[i] = Math.sqrt(-2 * Math.log(AREA / END[i - 1] + density(END[i - 1])));
    }
    for (int i = 0; i < LAYERS; i++) {
      INSIDE[i] = (long) (PLACES * (END[i + 1] / END[i]));
    }
  }

  private final byte[] key;
  private final long number;
  private KeyStream rare;
  private final double[] widths = new double[LAYERS];
  private final double deviation;

  /**
   * Makes numbers of a standard deviation.
   *
   * @param key decides them with the number
   * @param number no other object has it with this key, at least 0
   */
  Ziggurat(byte[] key, long number, double deviation) {
    this.key = key;
    this.number = number;
    this.deviation = deviation;
    for (int i = 0; i < LAYERS; i++) {
      widths[i] = END[i] / PLACES * deviation;
    }
  }

  private static double density(double x) {
    return Math.exp(-0.5 * x * x);
  }

  /** Fills with whole numbers, from the first of the stream on. */
  void fill(float[] values, int count) {
    long[] chunk = new long[KeyStream.CHUNK];
    KeyStream bits = new KeyStream(key, number);
    for (int from = 0; from < count; from += chunk.length) {
      bits.fill(chunk);
      fill(values, from, Math.min(chunk.length, count - from), chunk);
    }
  }

  private void fill(float[] values, int from, int count, long[] chunk) {
    double[] width = widths;
    long[] inside = INSIDE;
    for (int i = 0; i < count; i++) {
      int layer = (int) chunk[i] & (LAYERS - 1);
      long place = chunk[i] >> 8;
      double value = place * width[layer];
      if (Math.abs(place) >= inside[layer]) {
        value = open(layer, place);
      }
      values[from + i] = (float) Math.rint(value);
    }
  }

  /** Decides with another stream where the first number leaves it open, about once in 80. */
  private double open(int first, long drawn) {
    rare = rare == null ? new KeyStream(key, ~number) : rare;
    int layer = first;
    long place = drawn;
    while (Math.abs(place) >= INSIDE[layer]) {
      if (layer == 0) {
        return Math.copySign(tail(), place) * deviation;
      }
      double x = place / PLACES * END[layer];
      double low = density(END[layer]);
      if (low + rare.uniform() * (density(END[layer + 1]) - low) < density(x)) {
        return x * deviation;
      }
      long next = rare.nextLong();
      layer = (int) next & (LAYERS - 1);
      place = next >> 8;
    }
    return place * widths[layer];
  }

  /** A number from the tail (Marsaglia 1964). */
  private double tail() {
    while (true) {
      double x = -Math.log(rare.uniform()) / TAIL;
      double y = -Math.log(rare.uniform());
      if (2 * y > x * x) {
        return TAIL + x;
      }
    }
  }
}
