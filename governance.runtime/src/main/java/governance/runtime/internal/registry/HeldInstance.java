package governance.runtime.internal.registry;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;
import java.lang.System.Logger.Level;

/** A lease that knows when its provider has left. */
final class HeldInstance<T> implements Held<T> {
  private static final System.Logger LOG = System.getLogger(HeldInstance.class.getName());

  private final ContributionInfo info;
  private final Provider.Lease lease;
  private final Class<T> type;
  private final Runnable forget;
  private Runnable listener;
  private boolean departed;
  private boolean closed;

  HeldInstance(ContributionInfo info, Provider.Lease lease, Class<T> type, Runnable forget) {
    this.info = info;
    this.lease = lease;
    this.type = type;
    this.forget = forget;
  }

  @Override
  public ContributionInfo info() {
    return info;
  }

  @Override
  public synchronized T get() {
    if (departed || closed) {
      throw new GovernanceException(
          new Problem(
              Remedy.INSTALL_BUNDLE,
              info.id(),
              departed ? "has left: bundle " + info.bundle() + " was stopped" : "was given back",
              "",
              departed ? "Start bundle " + info.bundle() + " " + info.version() + " again" : ""));
    }
    return type.cast(lease.instance());
  }

  @Override
  public synchronized boolean departed() {
    return departed;
  }

  @Override
  public void onDeparture(Runnable other) {
    synchronized (this) {
      if (!departed) {
        listener = other;
        return;
      }
    }
    call(other);
  }

  /**
   * Called while the provider leaves: tells the listener and waits for it, then gives the instance
   * back.
   */
  void depart() {
    Runnable told;
    synchronized (this) {
      if (departed || closed) {
        return;
      }
      departed = true;
      told = listener;
    }
    if (told != null) {
      call(told);
    }
    close();
  }

  private void call(Runnable told) {
    try {
      told.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The listener for the departure of " + info.id() + " failed", e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    forget.run();
    lease.release();
  }
}
