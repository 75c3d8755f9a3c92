package governance.runtime.internal.registry;

import governance.api.run.ContributionInfo;

/**
 * An instance of a contribution that a run holds. Safe for use by several threads.
 *
 * @param <T> the interface of its kind
 */
public interface Held<T> extends AutoCloseable {
  /** Returns what is held. */
  ContributionInfo info();

  /**
   * Returns the instance.
   *
   * @throws governance.api.GovernanceException if the contribution has left
   */
  T get();

  /** Returns whether the contribution has left. */
  boolean departed();

  /**
   * Sets what is called when the contribution leaves, on the thread that stops it and before its
   * component is torn down: what the listener does (such as waiting, for a bounded time, until the
   * step in progress ends) delays the tear-down. Called at most once, at once when the contribution
   * has left already. An exception is recorded and goes no further.
   */
  void onDeparture(Runnable listener);

  /** Gives the instance back; again does nothing. */
  @Override
  void close();
}
