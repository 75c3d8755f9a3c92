package governance.engine.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedLoopTest {
  @ParameterizedTest
  @CsvSource({"1, 10", "2, 1", "3, 1000", "50, 7", "2, 0"})
  void everyTurnIsTakenOnce(int threads, int count) {
    AtomicIntegerArray taken = new AtomicIntegerArray(count + 1);
    SharedLoop.run(threads, count, taken::incrementAndGet);
    for (int i = 0; i < count; i++) {
      assertEquals(1, taken.get(i), "turn " + i);
    }
    assertEquals(0, taken.get(count));
  }

  @Test
  void whatATurnThrowsComesToTheCaller() {
    RuntimeException wrong = new IllegalStateException("wrong");
    IntConsumer body =
        i -> {
          if (i == 40) {
            throw wrong;
          }
        };
    assertSame(wrong, assertThrows(RuntimeException.class, () -> SharedLoop.run(2, 100, body)));
    assertThrows(
        OutOfMemoryError.class,
        () ->
            SharedLoop.run(
                2,
                3,
                i -> {
                  throw new OutOfMemoryError("none left");
                }));
  }

  /** No thread of the pool is free, and the caller need not wait for one. */
  @Test
  void theCallerDoesAllIfNobodyComes() {
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    try {
      Thread own = Thread.currentThread();
      SharedLoop.run(3, 100, i -> assertSame(own, Thread.currentThread()));
    } finally {
      end.countDown();
    }
  }
}
