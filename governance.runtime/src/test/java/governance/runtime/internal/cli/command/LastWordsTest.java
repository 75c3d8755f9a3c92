package governance.runtime.internal.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LastWordsTest {
  private final LastWords words = new LastWords();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);

  private CompletableFuture<String> work(CountDownLatch until) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return words.during(
                asked::countDown,
                () -> {
                  begun.countDown();
                  until.await();
                  return "said";
                });
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void whatIsAskedToStopIsWaitedFor() throws Exception {
    CompletableFuture<String> work = work(asked);
    begun.await();
    words.stop(Duration.ofSeconds(15));
    assertEquals("said", work.get(5, TimeUnit.SECONDS));
  }

  @Test
  void whatDoesNotStopIsNotWaitedForLongerThanThat() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    CompletableFuture<String> work = work(later);
    begun.await();
    words.stop(Duration.ofMillis(20));
    assertEquals(0, asked.getCount());
    assertFalse(work.isDone());
    later.countDown();
    assertEquals("said", work.get());
  }

  @Test
  void whatHasEndedIsNotAsked() throws Exception {
    assertEquals("said", words.during(asked::countDown, () -> "said"));
    words.stop(Duration.ofSeconds(15));
    assertTrue(asked.getCount() == 1);
  }
}
