package plugins.fairness.internal.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import governance.api.evaluate.Interval;
import governance.testkit.Oracle;
import java.util.List;
import org.junit.jupiter.api.Test;
import plugins.fairness.internal.Auc;

/** What suites are computed with, against Python's difflib, scipy and DeLong's formula. */
class PeersTest {
  private static final double EXACT = 1e-9;

  @Test
  void whatSentencesHaveInCommonIsWhatDifflibFinds() {
    int compared = 0;
    for (JsonElement each : Oracle.peers(PeersTest.class, "matches")) {
      JsonObject peer = each.getAsJsonObject();
      List<String> a = List.of(Oracle.as(peer.get("a"), String[].class));
      List<String> b = List.of(Oracle.as(peer.get("b"), String[].class));
      SequenceMatch match = SequenceMatch.between(a, b);
      assertArrayEquals(ints(peer, "first"), ints(match.first()), a + " and " + b);
      assertArrayEquals(ints(peer, "second"), ints(match.second()), a + " and " + b);
      compared++;
    }
    assertTrue(compared > 60, compared + " pairs");
  }

  private static int[] ints(JsonObject peer, String name) {
    return Oracle.as(peer.get(name), int[].class);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(i -> i).toArray();
  }

  @Test
  void wilsonsIntervalIsScipys() {
    for (JsonElement each : Oracle.peers(PeersTest.class, "wilson")) {
      JsonObject peer = each.getAsJsonObject();
      Interval got = Shares.wilson(peer.get("yes").getAsLong(), peer.get("all").getAsLong());
      assertEquals(peer.get("low").getAsDouble(), got.low(), EXACT);
      assertEquals(peer.get("high").getAsDouble(), got.high(), EXACT);
    }
    assertNull(Shares.wilson(0, 0));
  }

  /** Newcombe 1998, table II, example (a), method 10: 56/70 − 48/80. */
  @Test
  void newcombesIntervalIsThatOfHisPaper() {
    Interval got = Shares.difference(56, 70, 48, 80);
    assertEquals(0.0524, got.low(), 5e-5);
    assertEquals(0.3339, got.high(), 5e-5);
    assertEquals(-0.6075, Shares.difference(0, 10, 10, 10).high(), 5e-5);
  }

  @Test
  void theAreaAndItsIntervalAreDelongs() {
    for (JsonElement each : Oracle.peers(PeersTest.class, "auc")) {
      JsonObject peer = each.getAsJsonObject();
      double[] positive = Oracle.as(peer.get("positive"), double[].class);
      double[] negative = Oracle.as(peer.get("negative"), double[].class);
      Auc got = Auc.of(positive, negative);
      double half = peer.get("half").getAsDouble();
      assertEquals(peer.get("value").getAsDouble(), got.value(), EXACT);
      assertEquals(Math.max(0, got.value() - half), got.interval().low(), EXACT);
      assertEquals(Math.min(1, got.value() + half), got.interval().high(), EXACT);
      assertEquals(positive.length + negative.length, got.n());
    }
    assertTrue(Double.isNaN(Auc.of(new double[0], new double[] {1}).value()));
    assertNull(Auc.of(new double[] {1}, new double[] {0, 1}).interval());
  }
}
