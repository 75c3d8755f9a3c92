package governance.runtime.internal.sweep;

import governance.runtime.internal.run.RunListener;

/** Follows a sweep, for a progress display. Called on the thread that works on the sweep. */
public interface SweepListener {
  /** A run begins or goes on; returns who is to follow it. */
  RunListener begins(GridPoint point, long seed, boolean resumed);

  /**
   * A run has ended, or was found done.
   *
   * @param done runs that have ended, this one included
   * @param seconds how long it took; NaN where it was found done
   */
  void ended(RunRecord run, int done, double seconds);
}
