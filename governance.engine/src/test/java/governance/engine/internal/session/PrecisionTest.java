package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import governance.api.model.Task;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingSession;
import governance.engine.internal.TestDevice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static double loss(Precision precision, TrainingData data) {
    ModelRequest request =
        new ModelRequest(
            Optional.empty(),
            new Architecture(Fixture.TOKENIZER.vocabulary(), 2, 16, 2, 32, 64),
            Task.SEQUENCE_CLASSIFICATION,
            List.of("bad", "good"),
            3,
            TestDevice.NAME,
            precision,
            0);
    Term term = new Term("x.t", b -> b.outputs().sub(0.5).square().mean());
    double sum = 0;
    try (TextModel model = Fixture.ENGINE.model(request);
        TrainingSession session =
            model.train(
                data,
                Fixture.options(16, 0, Fixture.clipped()),
                List.of(term),
                List.of(),
                Fixture.TOKENIZER)) {
      while (session.step() < session.steps()) {
        sum += session.step(Map.of("x.t", 0.1)).loss();
      }
      return sum / session.steps();
    }
  }

  @Test
  void bfloat16TrainsAsFloat32DoesWithinItsPrecision() {
    TrainingData data = Fixture.sequences(100);
    double wide = loss(Precision.F32, data);
    double narrow = loss(Precision.BF16, data);
    assertEquals(wide, narrow, 0.03 * wide);
    assertNotEquals(wide, narrow);
  }
}
