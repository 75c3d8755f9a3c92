package plugins.privacy.internal.anonymity;

import java.util.Locale;

/** t-closeness: no group's sensitive values are further from those of all rows than t. */
record ClosenessModel(Sensitive sensitive, Distance distance, double t) implements PrivacyModel {
  private static final double ROUNDING = 1e-12;

  @Override
  public boolean holds(int[] rows, int from, int to) {
    return of(rows, from, to) <= t + ROUNDING;
  }

  /** Returns the distance of a group, in [0, 1]. */
  double of(int[] rows, int from, int to) {
    int[] counts = sensitive.counts(rows, from, to);
    double[] shares = new double[counts.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = counts[i] / (double) (to - from);
    }
    return distance.between(shares, sensitive.overall(), sensitive.domain());
  }

  @Override
  public String description() {
    return distance.name().toLowerCase(Locale.ROOT) + " t = " + t;
  }
}
