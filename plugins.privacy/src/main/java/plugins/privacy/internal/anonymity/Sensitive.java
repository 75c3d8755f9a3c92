package plugins.privacy.internal.anonymity;

import java.util.List;

/**
 * The sensitive attribute: its values in order, with their hierarchy, and the value of each row.
 * Not safe for use by several threads: counts are taken in one array.
 */
final class Sensitive {
  private final Domain domain;
  private final int[] codes;
  private final int[] counts;
  private final double[] overall;

  Sensitive(Domain domain, List<?> column) {
    this.domain = domain;
    this.codes = domain.encode(column);
    this.counts = new int[domain.size()];
    this.overall = new double[domain.size()];
    for (int code : codes) {
      overall[code] += 1.0 / codes.length;
    }
  }

  Domain domain() {
    return domain;
  }

  /** Returns the share of each value among all rows. */
  double[] overall() {
    return overall;
  }

  /** Returns how often each value occurs in a group; valid until the next call. */
  int[] counts(int[] rows, int from, int to) {
    java.util.Arrays.fill(counts, 0);
    for (int at = from; at < to; at++) {
      counts[codes[rows[at]]]++;
    }
    return counts;
  }
}
