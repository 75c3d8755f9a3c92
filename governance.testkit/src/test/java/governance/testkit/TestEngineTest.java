package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.engine.TextModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestEngineTest {
  @Test
  void aSmallModelOfTheClassPathPredicts() {
    assertTrue(TestEngine.engine().selfCheck().stream().allMatch(c -> c.passed()));
    try (TextModel model =
        TestEngine.model(Task.SEQUENCE_CLASSIFICATION, List.of("a", "b", "c"), 0.1)) {
      var texts = TestEngine.tokenizer().encode(List.of("a loan", "another one"), 16);
      float[] p = model.predict(texts).sequences()[1];
      assertEquals(1, p[0] + p[1] + p[2], 1e-5);
    }
  }
}
