package plugins.privacy.internal.anonymity;

import java.util.Arrays;

/**
 * Numbers in intervals of equal width, each width a whole multiple of the one before. The interval
 * of x at width w is the one of [origin + i·w, origin + (i+1)·w) that holds it.
 *
 * @param widths the widths, the finest first, each above 0
 * @param origin where an interval of every level begins
 */
record IntervalHierarchy(double[] widths, double origin) implements Hierarchy {
  private static final int FINEST = 16;
  private static final int LEVELS = 4;

  /** Returns intervals of about 1/16, 1/8, 1/4 and 1/2 of a range, of round widths. */
  static IntervalHierarchy over(double least, double greatest) {
    double raw = Math.max((greatest - least) / FINEST, Double.MIN_NORMAL);
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double width =
        raw <= power
            ? power
            : raw <= 2 * power ? 2 * power : raw <= 5 * power ? 5 * power : 10 * power;
    double[] widths = new double[LEVELS];
    Arrays.setAll(widths, i -> width * (1 << i));
    double widest = widths[LEVELS - 1];
    return new IntervalHierarchy(widths, Math.floor(least / widest) * widest);
  }

  @Override
  public int levels() {
    return widths.length;
  }

  @Override
  public String[] path(Object value) {
    if (!(value instanceof Double number)) {
      return null;
    }
    String[] path = new String[widths.length];
    for (int level = 0; level < path.length; level++) {
      double low = origin + Math.floor((number - origin) / widths[level]) * widths[level];
      path[level] = text(low) + " to <" + text(low + widths[level]);
    }
    return path;
  }

  /** Writes a bound without the noise of binary fractions. */
  private static String text(double bound) {
    return Values.text(
        (double) (float) bound == bound ? bound : Double.valueOf((float) bound + ""));
  }

  @Override
  public String description() {
    return "interval " + Arrays.toString(widths) + " from " + origin;
  }
}
