package plugins.fairness.internal.metric.score;

import java.util.Arrays;

/**
 * The sum of 1 / log₂(1 + place) over the first places, also for parts of a place. Sums up to whole
 * places are looked up: every draw asks for the same.
 */
final class Discount {
  private static final int MOST = 1 << 18;

  /** Sums up to each whole place, added up in the same order as without them. */
  private static double[] known = new double[1];

  private final double[] sums;
  private final double last;
  private double place;
  private double sum;

  /**
   * Begins before the first place.
   *
   * @param last the last place that is worth something
   */
  Discount(double last) {
    this.last = last;
    this.sums = sums(last);
  }

  private static synchronized double[] sums(double last) {
    int wanted = (int) Math.min(MOST, Math.max(0, last)) + 1;
    if (known.length < wanted) {
      double[] more = Arrays.copyOf(known, Math.min(MOST + 1, Math.max(wanted, 2 * known.length)));
      for (int place = known.length; place < more.length; place++) {
        more[place] = more[place - 1] + of(place);
      }
      known = more;
    }
    return known;
  }

  static double of(double place) {
    return Math.log(2) / Math.log(place + 1);
  }

  /** Returns the sum from where it stood to a further place. */
  double advance(double to) {
    double before = sum;
    double end = Math.min(to, last);
    if (end > place
        && end < sums.length
        && whole(end)
        && whole(place)
        && sum == sums[(int) place]) {
      place = end;
      sum = sums[(int) end];
      return sum - before;
    }
    while (place < end) {
      double next = Math.min(Math.floor(place) + 1, end);
      sum += (next - place) * of(Math.floor(place) + 1);
      place = next;
    }
    return sum - before;
  }

  private static boolean whole(double number) {
    return number == Math.rint(number);
  }
}
