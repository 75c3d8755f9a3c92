package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.memory.Values;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.script.ScriptModule;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Gradients and eight AdamW steps against those of torch autograd and torch.optim.AdamW. */
class GoldenTrainingTest {
  private final Golden golden = Golden.open("sequence-f32");
  private final JsonObject expected = golden.numbers().getAsJsonObject("training");
  private final long[] labels =
      Arrays.stream(golden.flat("labels")).mapToLong(d -> (long) d).toArray();

  @Test
  void lossesAndGradientNormsOfEightStepsAgree() throws Exception {
    train(
        (script, trainer) -> {
          double[] losses = Golden.flat(expected.get("losses")).values();
          double[] norms = Golden.flat(expected.get("norms")).values();
          for (int step = 0; step < losses.length; step++) {
            trainer.begin();
            double loss = Losses.backward(trainer, 1, loss(script, golden.rows(), labels));
            trainer.apply();
            double norm = trainer.read().get(0).norm();
            assertEquals(losses[step], loss, 2e-5, "loss of step " + step);
            assertEquals(norms[step], norm, 2e-4 * norms[step], "norm of step " + step);
          }
        });
  }

  @Test
  void microBatchesGiveTheSameSteps() throws Exception {
    train(
        (script, trainer) -> {
          double[] losses = Golden.flat(expected.get("losses")).values();
          for (int step = 0; step < losses.length; step++) {
            trainer.begin();
            double loss = 0;
            for (int i = 0; i < labels.length; i++) {
              int[][] row = {golden.rows()[i]};
              double one =
                  Losses.backward(trainer, 0.25, loss(script, row, new long[] {labels[i]}));
              loss += one / labels.length;
            }
            trainer.apply();
            trainer.read();
            assertEquals(losses[step], loss, 2e-5, "loss of step " + step);
          }
        });
  }

  @Test
  void everyParameterHasThePeersGradient() throws Exception {
    train(
        (script, trainer) -> {
          trainer.begin();
          trainer.backward(1, loss(script, golden.rows(), labels));
          List<NDArray> gradients = trainer.gradients();
          List<Leaf> leaves = trainer.encoder().parameters().leaves();
          for (int i = 0; i < leaves.size(); i++) {
            FloatBuffer all = FloatBuffer.wrap(Values.of(gradients.get(i)).toArray());
            int size = leaves.get(i).partSize();
            for (int part = 0; part < leaves.get(i).parts().size(); part++) {
              assertGradient(leaves.get(i).parts().get(part), all.slice(part * size, size));
            }
          }
        });
  }

  private void assertGradient(String name, FloatBuffer got) {
    JsonObject all = expected.getAsJsonObject("gradients");
    double[] numbers = Golden.flat(all.get(name)).values();
    double square = 0;
    for (int i = 0; i < got.remaining(); i++) {
      square += (double) got.get(i) * got.get(i);
    }
    for (int i = 0; i < numbers.length - 1; i++) {
      assertEquals(numbers[i], got.get(i), 1e-5, name + " value " + i);
    }
    assertEquals(numbers[numbers.length - 1], Math.sqrt(square), 2e-5, name + " norm");
  }

  private static Function<Passes, NDArray> loss(ScriptModule script, int[][] rows, long[] labels) {
    return passes -> {
      NDManager m = passes.manager();
      NDArray logits = passes.forward(Inputs.of(m, rows, 0)).logits();
      return script.call("cross_entropy").with(logits).with(m.create(labels)).with(1L).one(m);
    };
  }

  private interface Body {
    void run(ScriptModule script, Trainer trainer);
  }

  private void train(Body body) throws Exception {
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      var folder = new HuggingFaceFolder(golden.folder());
      LoadedModel model = folder.read(root, Task.SEQUENCE_CLASSIFICATION, List.of(), 0);
      Encoder encoder = new Encoder(script, model.config(), model.parameters(), Precision.F32);
      LearningRate rate = new LearningRate(1e-3, 0, 8, Schedule.CONSTANT);
      try (Trainer trainer =
          new Trainer(root, script, encoder, new TrainerOptions(1, rate, 0.1, 1))) {
        body.run(script, trainer);
      }
    }
  }
}
