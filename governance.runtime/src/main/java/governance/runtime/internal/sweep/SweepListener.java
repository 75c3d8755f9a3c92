package governance.runtime.internal.sweep;

import governance.runtime.internal.run.RunListener;

/**
 * Follows a sweep, for a progress display. Called on the thread that works on the sweep; where
 * there are several runs at a time {@link #begins} on others, one after the other.
 */
public interface SweepListener {
  /**
   * The sweep works from now on.
   *
   * @param stop asks it to end soon, so that it can go on later; from any thread
   */
  default void working(Runnable stop) {}

  /** A run begins or goes on; returns who is to follow it. */
  RunListener begins(GridPoint point, long seed, boolean resumed);

  /**
   * A run has ended, or was found done.
   *
   * @param done runs that have ended, this one included
   * @param seconds how long it took; NaN where it was found done
   */
  void ended(RunRecord run, int done, double seconds);

  /**
   * Runs in processes of their own have ended.
   *
   * @param most the most bytes of memory that one of them was seen to hold, 0 where unknown
   * @param atOnce how many there were at a time
   */
  default void memory(long most, int atOnce) {}
}
