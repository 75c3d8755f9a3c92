package governance.engine.internal.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedTest {
  @Test
  void theNextInputIsPreparedByAnotherThreadWhileThisOneIsUsed() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    String[] worker = new String[1];
    try (Feed<Long> feed =
        new Feed<>(
            step -> {
              worker[0] = Thread.currentThread().getName();
              if (step == 1) {
                second.countDown();
              }
              return step * 10;
            },
            3)) {
      assertEquals(0, feed.take(0));
      assertTrue(second.await(10, TimeUnit.SECONDS), "prepared before it is asked for");
      assertNotEquals(Thread.currentThread().getName(), worker[0]);
      assertEquals(10, feed.take(1));
      assertEquals(20, feed.take(2));
    }
  }

  @Test
  void aStepAfterAJumpIsPreparedThenAndNoneBeyondTheEnd() {
    List<Long> asked = new CopyOnWriteArrayList<>();
    try (Feed<Long> feed =
        new Feed<>(
            step -> {
              asked.add(step);
              return step;
            },
            6)) {
      assertEquals(5, feed.take(5));
      assertEquals(2, feed.take(2));
      assertEquals(3, feed.take(3));
    }
    assertTrue(!asked.contains(6L), asked.toString());
  }

  @Test
  void whatPreparingThrowsArrivesWhereItIsAskedFor() {
    try (Feed<Long> feed =
        new Feed<>(
            step -> {
              throw new IllegalStateException("torn");
            },
            3)) {
      CompletionException e = assertThrows(CompletionException.class, () -> feed.take(0));
      assertEquals("torn", e.getCause().getMessage());
    }
  }
}
