package governance.runtime.internal.cli.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Commands that must end in order, and have something to say, before the framework stops. Thread
 * safe.
 */
public final class LastWords {
  private final Map<CountDownLatch, Runnable> working = new LinkedHashMap<>();

  /** Work of a command. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T done() throws InterruptedException;
  }

  /**
   * Works; when the framework stops meanwhile, that waits for the end of this call.
   *
   * @param stop asks the work to end soon; called by another thread, at most once
   */
  public <T> T during(Runnable stop, Work<T> work) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    synchronized (working) {
      working.put(ended, stop);
    }
    try {
      return work.done();
    } finally {
      synchronized (working) {
        working.remove(ended);
      }
      ended.countDown();
    }
  }

  /** Asks all to stop and waits for them, no longer than this together. */
  public void stop(Duration most) throws InterruptedException {
    Map<CountDownLatch, Runnable> all;
    synchronized (working) {
      all = new LinkedHashMap<>(working);
    }
    all.values().forEach(Runnable::run);
    long until = System.nanoTime() + most.toNanos();
    for (CountDownLatch end : all.keySet()) {
      end.await(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }
}
