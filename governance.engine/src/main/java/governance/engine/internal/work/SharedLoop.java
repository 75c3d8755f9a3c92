package governance.engine.internal.work;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Turns of a loop that the caller and some threads of the common pool take, whoever is free. The
 * caller takes them all if no other thread comes, and never sleeps: a thread that is woken may come
 * to run on another processor, where the tensor library's threads would then wait for it.
 */
public final class SharedLoop {
  private final int count;
  private final IntConsumer body;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private SharedLoop(int count, IntConsumer body) {
    this.count = count;
    this.body = body;
  }

  /**
   * Does all turns, in any order, each once; what they did is seen by the caller afterwards.
   *
   * @param threads greatest number of threads, the caller's among them
   * @param count number of turns, each of which should be short
   * @param body does a turn, given its number from 0; what it throws is thrown here when the turns
   *     that had begun have ended, and the others are left out
   */
  public static void run(int threads, int count, IntConsumer body) {
    SharedLoop loop = new SharedLoop(count, body);
    for (int i = 1; i < Math.min(threads, count) && loop.invite(); i++) {}
    loop.take();
    loop.await();
    rethrow(loop.failure.get());
  }

  private boolean invite() {
    try {
      ForkJoinPool.commonPool().execute(this::take);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void take() {
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      try {
        if (failure.get() == null) {
          body.accept(i);
        }
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      } finally {
        done.incrementAndGet();
      }
    }
  }

  private void await() {
    while (done.get() < count) {
      Thread.onSpinWait();
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }
}
