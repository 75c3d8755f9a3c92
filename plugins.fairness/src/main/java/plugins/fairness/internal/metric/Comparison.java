package plugins.fairness.internal.metric;

import governance.api.evaluate.Direction;

/**
 * How the rates of several groups become one figure. Between groups and against all rows the
 * conventions are Fairlearn's and have no sign; against a privileged group they are AIF360's.
 */
public enum Comparison {
  /** Greatest minus smallest: 0 is parity. */
  DIFFERENCE(Direction.LOWER_IS_BETTER, "difference", "(max - min)", "(unprivileged - privileged)"),
  /** Smallest over greatest: 1 is parity. */
  RATIO(Direction.HIGHER_IS_BETTER, "ratio", "(min / max)", "(unprivileged / privileged)");

  private final Direction direction;
  private final String title;
  private final String spread;
  private final String signed;

  Comparison(Direction direction, String title, String spread, String signed) {
    this.direction = direction;
    this.title = title;
    this.spread = spread;
    this.signed = signed;
  }

  /** Returns which way the figure is better. */
  public Direction direction() {
    return direction;
  }

  /** Returns the figure where groups do not differ. */
  public double parity() {
    return this == DIFFERENCE ? 0 : 1;
  }

  /** Returns the name: difference or ratio. */
  public String title() {
    return title;
  }

  /** Returns the name with the convention of {@link #between}. */
  public String spreadTitle() {
    return title + " " + spread;
  }

  /** Returns the name with the convention of {@link #signed}. */
  public String signedTitle() {
    return title + " " + signed;
  }

  /**
   * Compares the groups that have the rate, those that are not NaN. NaN with fewer than two such
   * groups, and for the ratio when the rate is 0 in all of them.
   */
  public double between(double[] rates) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double rate : rates) {
      if (!Double.isNaN(rate)) {
        least = Math.min(least, rate);
        most = Math.max(most, rate);
      }
    }
    if (defined(rates) < 2) {
      return Double.NaN;
    }
    return this == DIFFERENCE ? most - least : least / most;
  }

  /**
   * Compares the groups with all rows together: the greatest absolute difference from the overall
   * rate, or the smallest ratio to it, whichever is above being the denominator.
   */
  public double toOverall(double[] rates, double overall) {
    double worst = Double.NaN;
    for (double rate : rates) {
      double ratio = Math.min(rate, overall) / Math.max(rate, overall);
      worst = worse(worst, this == DIFFERENCE ? Math.abs(rate - overall) : ratio);
    }
    return defined(rates) < 2 ? Double.NaN : worst;
  }

  /** Compares the unprivileged with the privileged, with sign; NaN for a ratio to 0. */
  public double signed(double unprivileged, double privileged) {
    if (this == DIFFERENCE) {
      return unprivileged - privileged;
    }
    return privileged == 0 ? Double.NaN : unprivileged / privileged;
  }

  /** Returns how many rates are defined. */
  public static int defined(double[] rates) {
    int defined = 0;
    for (double rate : rates) {
      defined += Double.isNaN(rate) ? 0 : 1;
    }
    return defined;
  }

  /** Returns the worse of two figures; one that is NaN does not count. */
  public double worse(double first, double second) {
    if (Double.isNaN(first) || Double.isNaN(second)) {
      return Double.isNaN(first) ? second : first;
    }
    return this == DIFFERENCE ? Math.max(first, second) : Math.min(first, second);
  }
}
