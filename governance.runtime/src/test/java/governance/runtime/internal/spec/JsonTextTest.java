package governance.runtime.internal.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void numbersThatAreNotFiniteBecomeNull() {
    assertEquals(
        "[null,null,0.5,0.0005]",
        JsonText.writeLine(Arrays.asList(Double.NaN, Double.NEGATIVE_INFINITY, 0.5, 5e-4)));
  }
}
