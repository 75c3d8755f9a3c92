package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.batch.HiddenPlaces;
import governance.engine.internal.batch.Masked;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.memory.Values;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.ScriptModule;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logits, loss and gradients of a masked language model against those of BertForMaskedLM. */
class MaskedGoldenTest {
  private final Golden golden = Golden.open("masked-f32");
  private final List<Masked> rows = rows();

  private List<Masked> rows() {
    List<Masked> all = new ArrayList<>();
    for (int i = 0; i < golden.rows().length; i++) {
      int[] ids = golden.rows()[i];
      Encoded text = new Encoded(ids, new int[ids.length], List.of(), 0);
      all.add(new Masked(text, ints("places", i), ints("originals", i)));
    }
    return all;
  }

  private int[] ints(String key, int row) {
    JsonArray all = golden.numbers().getAsJsonArray(key);
    double[] numbers = Golden.flat(all.get(row)).values();
    return java.util.Arrays.stream(numbers).mapToInt(d -> (int) d).toArray();
  }

  @Test
  void logitsAtHiddenPlacesAreThePeers() throws Exception {
    train(
        (script, trainer) -> {
          try (NDManager m = TestDevice.root()) {
            float[] got = trainer.encoder().infer(m, inputs(m)).logits().toFloatArray();
            double[] expected = golden.flat("logits");
            assertEquals(expected.length, got.length);
            for (int i = 0; i < got.length; i++) {
              assertEquals(expected[i], got[i], 1e-5, "logit " + i);
            }
          }
        });
  }

  @Test
  void lossAndEveryGradientAreThePeers() throws Exception {
    train(
        (script, trainer) -> {
          trainer.begin();
          double loss = Losses.backward(trainer, 1, loss(script));
          assertEquals(golden.numbers().get("loss").getAsDouble(), loss, 1e-5);
          List<Leaf> leaves = trainer.encoder().parameters().leaves();
          int compared = 0;
          for (int i = 0; i < leaves.size(); i++) {
            FloatBuffer all = FloatBuffer.wrap(Values.of(trainer.gradients().get(i)).toArray());
            for (String part : leaves.get(i).parts()) {
              compared += compare(part, all);
            }
          }
          assertEquals(golden.numbers().getAsJsonObject("gradients").size(), compared);
        });
  }

  private int compare(String name, FloatBuffer got) {
    double[] expected =
        Golden.flat(golden.numbers().getAsJsonObject("gradients").get(name)).values();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], got.get(), 1e-5, name + " value " + i);
    }
    return 1;
  }

  @Test
  void whatIsWrittenIsReadAgain(@TempDir Path folder) throws Exception {
    train(
        (script, trainer) -> {
          Encoder encoder = trainer.encoder();
          try (NDManager root = TestDevice.root()) {
            new HuggingFaceFolder(folder).write(encoder.config(), encoder.parameters());
            LoadedModel again = read(root, folder, Task.MASKED_LANGUAGE_MODEL);
            assertEquals(encoder.parameters().digest(), again.parameters().digest());
            assertEquals(List.of(), again.notes());
            LoadedModel classifier = read(root, folder, Task.SEQUENCE_CLASSIFICATION);
            String words = "bert.embeddings.word_embeddings.weight";
            assertArrayEquals(
                values(encoder.parameters(), words), values(classifier.parameters(), words));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private static float[] values(Parameters parameters, String name) {
    return parameters.values(name).toArray();
  }

  private static LoadedModel read(NDManager root, Path folder, Task task)
      throws java.io.IOException {
    return new HuggingFaceFolder(folder).read(root, task, List.of("a", "b"), 0);
  }

  private Inputs inputs(NDManager m) {
    Inputs inputs = Inputs.of(m, golden.rows(), 0);
    return inputs.at(HiddenPlaces.of(m, rows, inputs.length()).places());
  }

  private Function<Passes, NDArray> loss(ScriptModule script) {
    return passes -> {
      NDManager m = passes.manager();
      HiddenPlaces hidden = HiddenPlaces.of(m, rows, golden.rows()[0].length);
      NDArray logits = passes.forward(inputs(m)).logits();
      var call = script.call("masked_losses").with(logits).with(hidden.originals());
      NDArray sums = call.with(hidden.owner()).with(2L).one(m);
      return sums.get(1).sum().div(m.full(new ai.djl.ndarray.types.Shape(), 4));
    };
  }

  private interface Body {
    void run(ScriptModule script, Trainer trainer);
  }

  private void train(Body body) throws Exception {
    try (NDManager root = TestDevice.root();
        ScriptModule script = ScriptModule.load(root)) {
      LoadedModel model = read(root, golden.folder(), Task.MASKED_LANGUAGE_MODEL);
      Encoder encoder = new Encoder(script, model.config(), model.parameters(), Precision.F32);
      LearningRate rate = new LearningRate(1e-3, 0, 8, Schedule.CONSTANT);
      try (Trainer trainer =
          new Trainer(root, script, encoder, new TrainerOptions(1, rate, 0.1, 1))) {
        body.run(script, trainer);
      }
    }
  }
}
