package governance.runtime.internal.train;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * By which a run is asked to stop. Stops take effect between steps; the first one asked for counts.
 * A step is one of training, or after training the work of one contribution.
 */
public final class Control {
  private final ReentrantLock step = new ReentrantLock();
  private Stop stop;

  /** Why a run is to stop. */
  public enum Kind {
    /** Somebody asked for it. */
    CANCEL,
    /** A contribution failed or left. */
    HALT
  }

  /**
   * A wish to stop.
   *
   * @param kind why
   * @param reason the same for readers
   */
  public record Stop(Kind kind, String reason) {}

  /** Asks the run to stop. */
  public synchronized void stop(Kind kind, String reason) {
    if (stop == null) {
      stop = new Stop(kind, reason);
    }
  }

  /** Returns the wish to stop, if there is one. */
  public synchronized Optional<Stop> stopping() {
    return Optional.ofNullable(stop);
  }

  /** Keeps {@link #awaitStepEnd} waiting until {@link #endStep}; on the run's thread. */
  public void beginStep() {
    step.lock();
  }

  /** Ends what {@link #beginStep} began. */
  public void endStep() {
    step.unlock();
  }

  /** Waits until no step is in progress, but not longer than the given time. */
  public void awaitStepEnd(long millis) {
    try {
      if (step.tryLock(millis, TimeUnit.MILLISECONDS)) {
        step.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
