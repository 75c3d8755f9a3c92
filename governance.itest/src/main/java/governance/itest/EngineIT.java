package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Task;
import governance.api.train.GradientPlan;
import governance.engine.Encoded;
import governance.engine.Engine;
import governance.engine.EngineCheck;
import governance.engine.ModelRequest;
import governance.engine.ModelRequest.Architecture;
import governance.engine.Precision;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;

/** The engine with its native library, reached as a service of the framework. */
@ExtendWith(ServiceExtension.class)
class EngineIT {
  @InjectService Engine engine;

  /** The library is found although the caller's context class loader knows nothing of it. */
  @Test
  void theNativeLibraryPassesItsChecks() {
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    for (EngineCheck check : engine.selfCheck()) {
      assertTrue(check.passed(), check.toString());
    }
    assertEquals("cpu", engine.info().devices().get(0));
  }

  @Test
  void aSmallModelTrains() {
    engine.threads(1);
    List<String> texts = List.of("the loan was approved", "the loan was rejected");
    GradientPlan plan =
        new GradientPlan(GradientPlan.Clipping.GLOBAL, 1, 0, GradientPlan.Sampling.SHUFFLE);
    TrainingOptions options =
        TrainingOptions.builder(20, 2, 1e-2, plan).seed(1).bucketing(true).build();
    Term term = new Term("x.confidence", batch -> batch.outputs().square().mean());
    try (Tokenizer tokenizer = engine.tokenizer(Optional.empty());
        TextModel model = engine.model(request(tokenizer))) {
      List<Encoded> inputs = tokenizer.encode(texts, 16);
      TrainingData data = TrainingData.of(inputs, new int[] {1, 0}, texts);
      try (TrainingSession session =
          model.train(data, options, List.of(term), List.of(), tokenizer)) {
        while (session.step() < session.steps()) {
          session.step(Map.of("x.confidence", 0.01));
        }
      }
      float[][] found = model.predict(inputs).sequences();
      assertTrue(found[0][1] > 0.9 && found[1][0] > 0.9, "learned both texts");
    }
  }

  private static ModelRequest request(Tokenizer tokenizer) {
    return new ModelRequest(
        Optional.empty(),
        new Architecture(tokenizer.vocabulary(), 1, 16, 2, 32, 16),
        Task.SEQUENCE_CLASSIFICATION,
        List.of("no", "yes"),
        3,
        "cpu",
        Precision.F32,
        0);
  }
}
