package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.engine.internal.device.NvidiaSmi.Card;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NvidiaSmiTest {
  private static List<Card> answer(String script, long seconds) {
    return new NvidiaSmi(List.of("sh", "-c", script), seconds).cards();
  }

  @Test
  void readsNamesAndMemory() {
    assertEquals(
        List.of(
            new Card(0, "NVIDIA H100 80GB HBM3", 80_995L << 20, 81_559L << 20),
            new Card(1, "NVIDIA H100 80GB HBM3", 0, 81_559L << 20)),
        answer(
            "echo '0, NVIDIA H100 80GB HBM3, 80995, 81559'; echo '1, NVIDIA H100 80GB HBM3, 0,"
                + " 81559'",
            5));
  }

  @Test
  void whatCannotBeReadIsNoCard() {
    assertEquals(List.of(), answer("echo '0, NVIDIA, [N/A], [N/A]'; echo no", 5));
    assertEquals(List.of(), answer("echo '0, NVIDIA, 1, 2'; exit 9", 5));
    assertEquals(List.of(), new NvidiaSmi(List.of("no-such-program"), 5).cards());
  }

  @Test
  void doesNotWaitForADriverThatHangs() {
    Instant start = Instant.now();
    assertEquals(List.of(), answer("exec sleep 60", 1));
    assertTrue(Duration.between(start, Instant.now()).toSeconds() < 30);
  }
}
