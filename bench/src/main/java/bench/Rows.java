package bench;

import java.util.Arrays;

/**
 * The rows of a training session.
 *
 * @param batch rows in a step
 * @param lengths tokens of each row
 */
record Rows(int batch, int[] lengths) {
  private static final int BATCHES = 8;

  /**
   * Eight batches of rows that all have the greatest length, or as many as ten turns take where a
   * turn has several steps: values of steps are read back at the end of an epoch.
   */
  static Rows full(int batch) {
    int steps = Setup.read().steps();
    int[] lengths = new int[batch * (steps == 1 ? BATCHES : 10 * steps)];
    Arrays.fill(lengths, Lengths.MOST);
    return new Rows(batch, lengths);
  }

  /** Eight batches of the usual size with lengths as real texts have them. */
  static Rows drawn() {
    return of(Lengths.draw(Sessions.BATCH * BATCHES));
  }

  /** Batches of the usual size. */
  static Rows of(int[] lengths) {
    return new Rows(Sessions.BATCH, lengths);
  }
}
