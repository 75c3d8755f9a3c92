package plugins.report.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis of a chart.
 *
 * @param low the value at the beginning
 * @param high the value at the end, greater than {@code low}
 * @param from the coordinate at the beginning
 * @param to the coordinate at the end; less than {@code from} for an axis that points up
 */
record Scale(double low, double high, double from, double to) {
  private static final int TICKS = 6;
  private static final double ROOM = 0.06;

  /** Returns an axis that has room for the values. */
  static Scale over(double least, double most, double from, double to) {
    double span = most > least ? most - least : Math.max(1e-3, Math.abs(most) * 0.1);
    return new Scale(least - ROOM * span, most + ROOM * span, from, to);
  }

  /** Returns the coordinate of a value, no farther outside than the ends. */
  double at(double value) {
    double share = (Math.max(low, Math.min(high, value)) - low) / (high - low);
    return from + share * (to - from);
  }

  boolean holds(double value) {
    return value >= low && value <= high;
  }

  /** Returns the round values between the ends: multiples of 1, 2 or 5 times a power of ten. */
  List<Double> ticks() {
    double rough = (high - low) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / power;
    double step = power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    List<Double> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(low / step); k * step <= high; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** Returns a coordinate as it is written in a picture. */
  static String written(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
