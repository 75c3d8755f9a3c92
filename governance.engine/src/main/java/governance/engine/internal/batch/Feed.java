package governance.engine.internal.batch;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Prepares the next step's input on another thread while the current step computes.
 *
 * @param <T> what a step needs
 */
public final class Feed<T> implements AutoCloseable {
  private final LongFunction<T> prepare;
  private final long end;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "batch-feed");
            thread.setDaemon(true);
            return thread;
          });
  private Future<T> next;
  private long nextStep = -1;

  /**
   * Makes a feed.
   *
   * @param prepare makes the input of a step; called by the feed's thread only
   * @param end the first step that does not exist
   */
  public Feed(LongFunction<T> prepare, long end) {
    this.prepare = prepare;
    this.end = end;
  }

  /** Returns the input of a step and begins to prepare that of the following one. */
  public T take(long step) {
    Future<T> current = step == nextStep ? next : worker.submit(() -> prepare.apply(step));
    try {
      T input = current.get();
      nextStep = step + 1;
      next = nextStep < end ? worker.submit(() -> prepare.apply(step + 1)) : null;
      return input;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a batch");
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  /** Ends; what is being prepared is waited for, since it may use what is closed next. */
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      worker.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
