package governance.generated;

/**
 * The SplitMix64 generator (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195), written out
 * so that a seed gives the same numbers on every platform and every version of Java.
 */
public final class SplitMix {
  private long state;

  /** Begins with a seed. */
  public SplitMix(long seed) {
    this.state = seed;
  }

  /** Returns the next 64 bits. */
  public long nextLong() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Returns a number in [0, 1) with 53 random bits. */
  public double uniform() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Returns a whole number from {@code least} to {@code greatest}. */
  public int between(int least, int greatest) {
    return least + (int) (uniform() * (greatest - least + 1));
  }

  /** Returns true with the given probability. */
  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /**
   * Returns a number with mean 0 and deviation 1: the sum of twelve uniform numbers less 6, which
   * needs no logarithm whose last digit might differ between platforms.
   */
  public double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += uniform();
    }
    return sum;
  }

  /** Returns one of the given texts, each as likely. */
  public String pick(String... texts) {
    return texts[between(0, texts.length - 1)];
  }
}
