package governance.runtime.internal.resample;

import java.util.random.RandomGenerator;

/**
 * Draws from the hypergeometric distribution: how many of the marked are among those drawn without
 * replacement. By inversion from the mode outwards (as Kachitvichyanukul and Schmeiser 1985 compare
 * it): the expected number of steps grows with the standard deviation, so for wide distributions by
 * ratio of uniforms (Stadlober 1990, algorithm HRUA), whose time does not depend on the counts.
 */
public final class Hypergeometric {
  private static final double WIDE = 40;
  private static final double D1 = 2 * Math.sqrt(2 / Math.E);
  private static final double D2 = 3 - 2 * Math.sqrt(3 / Math.E);

  private Hypergeometric() {}

  /**
   * Returns how many of the drawn are marked.
   *
   * @param all how many there are
   * @param marked how many of them are marked, at most {@code all}
   * @param drawn how many are drawn, at most {@code all}
   */
  public static long draw(RandomGenerator random, long all, long marked, long drawn) {
    long least = Math.max(0, drawn + marked - all);
    long most = Math.min(drawn, marked);
    if (least == most) {
      return least;
    }
    double share = marked / (double) all;
    double variance = drawn * share * (1 - share) * ((all - drawn) / (double) Math.max(1, all - 1));
    return variance < WIDE * WIDE
        ? outwards(random, all, marked, drawn, least, most)
        : uniforms(random, all, marked, drawn, variance);
  }

  /** Takes values in the order of their distance from the mode until their chances reach a draw. */
  private static long outwards(
      RandomGenerator random, long all, long marked, long drawn, long least, long most) {
    long mode = mode(all, marked, drawn);
    double top = Math.exp(log(all, marked, drawn, mode) - constant(all, marked, drawn));
    while (true) {
      double left = random.nextDouble() - top;
      long up = mode;
      long down = mode;
      double chanceUp = top;
      double chanceDown = top;
      while (left > 0 && (up < most || down > least)) {
        if (up < most) {
          chanceUp *= (marked - up) * (double) (drawn - up);
          up++;
          chanceUp /= up * (double) (all - marked - drawn + up);
          left -= chanceUp;
          if (left <= 0) {
            return up;
          }
        }
        if (down > least) {
          chanceDown *= down * (double) (all - marked - drawn + down);
          down--;
          chanceDown /= (marked - down) * (double) (drawn - down);
          left -= chanceDown;
          if (left <= 0) {
            return down;
          }
        }
        if (chanceUp + chanceDown < 1e-300) {
          break; // the rest of the sum is lost to rounding: draw again
        }
      }
      if (left <= 0) {
        return mode;
      }
    }
  }

  private static long uniforms(
      RandomGenerator random, long all, long marked, long drawn, double variance) {
    long mode = mode(all, marked, drawn);
    double top = log(all, marked, drawn, mode);
    double centre = drawn * (marked / (double) all) + 0.5;
    double scale = Math.sqrt(variance + 0.5);
    double width = D1 * scale + D2;
    double most = Math.min(Math.min(drawn, marked) + 1.0, Math.floor(centre + 16 * scale));
    long least = Math.max(0, drawn + marked - all);
    while (true) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      double w = centre + width * (y - 0.5) / x;
      if (w < least || w >= most || x == 0) {
        continue;
      }
      long k = (long) Math.floor(w);
      double t = log(all, marked, drawn, k) - top;
      if (2 * Math.log(x) <= t) {
        return k;
      }
    }
  }

  private static long mode(long all, long marked, long drawn) {
    return (long) Math.floor((drawn + 1.0) * (marked + 1.0) / (all + 2.0));
  }

  /** ln of the chance of k, but for what does not depend on k. */
  private static double log(long all, long marked, long drawn, long k) {
    return -LogFactorial.of(k)
        - LogFactorial.of(marked - k)
        - LogFactorial.of(drawn - k)
        - LogFactorial.of(all - marked - drawn + k);
  }

  private static double constant(long all, long marked, long drawn) {
    return LogFactorial.of(all)
        - LogFactorial.of(marked)
        - LogFactorial.of(all - marked)
        - LogFactorial.of(drawn)
        - LogFactorial.of(all - drawn);
  }
}
