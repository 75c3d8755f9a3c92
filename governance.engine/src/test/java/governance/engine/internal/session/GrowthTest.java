package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.Term;
import governance.engine.TrainingData;
import governance.engine.internal.TestDevice;
import governance.engine.internal.memory.Forced;
import governance.engine.internal.memory.Managed;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Initializer;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.OwnTensors;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session holds does not grow from step to step. */
class GrowthTest {
  private static final int STEPS = 200;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void arraysAndManagersStayAsManyOverTwoHundredSteps(boolean device) throws Exception {
    Forced.path(
        device,
        () -> {
          try (NDManager root = TestDevice.root();
              ScriptModule script = ScriptModule.load(root)) {
            train(root, script);
          }
          return null;
        });
  }

  private static void train(NDManager root, ScriptModule script) {
    int pieces = Fixture.TOKENIZER.vocabulary();
    EncoderConfig shape = EncoderConfig.bert(pieces, 16, 2, 2, 32, 64);
    List<String> classes = List.of("bad", "good");
    ModelConfig config =
        new ModelConfig(shape, Task.SEQUENCE_CLASSIFICATION, classes).withDropout(0.1);
    Parameters parameters = new Parameters(root, config);
    new Initializer(shape, 3).fill(parameters, name -> true);
    Encoder encoder = new Encoder(script, config, parameters, Precision.F32);
    // the first terms: consistency encodes other texts, so lengths differ from pass to pass
    List<Term> terms = Objectives.five().subList(0, 4);
    TrainingData data = Fixture.sequences(400);
    SessionSetup setup =
        new SessionSetup(
            script,
            root,
            encoder,
            data,
            Fixture.options(6, 0, Fixture.clipped()),
            terms,
            new OwnTensors(root, script, 1),
            List.of(),
            Fixture.TOKENIZER,
            null,
            OptionalLong::empty);
    try (TextSession session = new TextSession(setup)) {
      int most = 0;
      int managers = 0;
      for (int i = 0; i < STEPS; i++) {
        session.step(Objectives.weights(terms));
        // blocks of dropout flags grow to those of the longest rows; the next batch may be packed
        if (i < STEPS / 4) {
          most = Math.max(most, Managed.arrays(root));
          managers = Managed.managers(root);
        }
      }
      assertEquals(managers, Managed.managers(root), "managers");
      assertTrue(Managed.arrays(root) <= most, Managed.arrays(root) + " after " + most);
    }
  }
}
