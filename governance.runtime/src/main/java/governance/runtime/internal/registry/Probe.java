package governance.runtime.internal.registry;

import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes one instance of each contribution and gives it back, because only then is it known that it
 * can be made. On a thread of its own: what does not return must not hold up everybody.
 */
final class Probe {
  private final long patience;

  /** Waits so many milliseconds for one instance. */
  Probe(long patience) {
    this.patience = patience;
  }

  /** Tries those that were not tried before, and those that failed. */
  void tryAll(Collection<Entry> entries) {
    ExecutorService thread = null;
    try {
      for (Entry entry : entries) {
        if (entry.untried()) {
          thread = thread == null ? thread() : thread;
          if (!tried(entry, thread)) {
            thread.shutdownNow();
            thread = null;
          }
        }
      }
    } finally {
      if (thread != null) {
        thread.shutdown();
      }
    }
  }

  private static ExecutorService thread() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "governance contributions");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Returns whether the attempt came back. */
  private boolean tried(Entry entry, ExecutorService thread) {
    try {
      entry.failed(thread.submit(() -> failure(entry)).get(patience, TimeUnit.MILLISECONDS));
      return true;
    } catch (TimeoutException e) {
      entry.lost(Components.failed("no instance of it was made within " + patience + " ms"));
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns why no instance can be made, or null. */
  private static Rejection failure(Entry entry) {
    try {
      Provider.Lease lease = entry.provider.lease();
      Object instance = lease.instance();
      lease.release();
      Class<?> type = KindTypes.of(entry.kind);
      if (instance != null && !type.isInstance(instance)) {
        return new Rejection(Code.WRONG_TYPE, "is no " + type.getName(), Entry.MAKER);
      }
      return instance == null ? unmade(entry.provider.failure()) : null;
    } catch (RuntimeException | LinkageError e) {
      return unmade(e.toString());
    }
  }

  static Rejection unmade(String why) {
    return Components.failed("could not be made" + (why.isEmpty() ? "" : ": " + why));
  }
}
