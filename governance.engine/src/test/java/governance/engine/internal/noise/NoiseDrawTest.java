package governance.engine.internal.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NoiseDrawTest {
  private static final byte[] KEY = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

  private final NoiseDraw draw = new NoiseDraw();

  @Test
  void everyNumberIsChosenWithTheProbabilityOfItsBits() {
    draw.begin(KEY, 1);
    int turns = 4000;
    int count = 100;
    int[] chosen = new int[count];
    for (int turn = 0; turn < turns; turn++) {
      int found = draw.open(count, 3);
      for (int i = 0; i < found; i++) {
        chosen[draw.open[i]]++;
        assertTrue(i == 0 || draw.open[i] > draw.open[i - 1], "indices ascend");
      }
    }
    double error = Math.sqrt(turns * 7 / 64.0);
    for (int i = 0; i < count; i++) {
      assertEquals(turns / 8.0, chosen[i], 5 * error, "number " + i);
    }
  }

  @Test
  void placesAreTheLowBitsAsWholeNumbers() {
    draw.begin(KEY, 2);
    draw.bits();
    draw.places(14, NoiseDraw.MOST);
    for (int i = 0; i < NoiseDraw.MOST; i++) {
      assertEquals(draw.drawn[i] & 0x3fff, draw.places[i] - NoiseDraw.WHOLE);
    }
  }
}
