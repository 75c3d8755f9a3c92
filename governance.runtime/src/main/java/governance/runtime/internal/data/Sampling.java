package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.ContributionFailedException;

/** A sample of rows that are too many to be held: chosen once they are counted, then kept. */
final class Sampling {
  private int[] rows;
  private long counted;
  private long position;
  private int next;

  /** Whether the rows have been chosen, so that they can be kept. */
  boolean chosen() {
    return rows != null;
  }

  /** Chooses from the rows that were counted. */
  void choose(long usable, int sample, long seed, ContributionInfo source) {
    if (usable > Integer.MAX_VALUE) {
      throw GovernanceException.data(
          source.id(),
          "has " + usable + " rows",
          "at most " + Integer.MAX_VALUE + " to draw data.rows from",
          "Split the file, or leave rows out with data.where");
    }
    counted = usable;
    rows = RowSample.of(usable, sample, seed);
  }

  /** Returns whether the next row is one of the chosen. */
  boolean keeps() {
    boolean kept = next < rows.length && rows[next] == position;
    position++;
    next += kept ? 1 : 0;
    return kept;
  }

  /** Checks at the end that the source gave as many rows as before. */
  void end(ContributionInfo source) {
    if (position != counted) {
      String what = "gave " + counted + " rows when read first, then " + position;
      throw new ContributionFailedException(source, what, null);
    }
  }
}
