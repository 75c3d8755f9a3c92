package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.model.Task;
import governance.engine.Adversarial;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.script.ScriptModule;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Perturbed word embeddings against plain autograd of Transformers' model. */
class AdversarialTest {
  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);
  private final Golden golden = Golden.open("sequence-f32");
  private LoadedModel model;
  private Trainer trainer;

  @BeforeEach
  void open() throws Exception {
    var folder = new HuggingFaceFolder(golden.folder());
    model = folder.read(root, Task.SEQUENCE_CLASSIFICATION, List.of(), 0);
    model = new LoadedModel(model.config().withDropout(0), model.parameters(), List.of());
    Encoder encoder = new Encoder(script, model.config(), model.parameters(), Precision.F32);
    LearningRate rate = new LearningRate(1e-3, 0, 8, Schedule.CONSTANT);
    trainer = new Trainer(root, script, encoder, new TrainerOptions(1, rate, 0.1, 1));
  }

  @AfterEach
  void close() {
    trainer.close();
    script.close();
    root.close();
  }

  private Function<Passes, NDArray> loss(NDArray delta) {
    long[] labels = Arrays.stream(golden.flat("labels")).mapToLong(d -> (long) d).toArray();
    return passes -> {
      NDManager m = passes.manager();
      Inputs inputs = Inputs.of(m, golden.rows(), 0);
      NDArray logits = passes.perturbed(inputs, delta, 0).logits();
      return script.call("cross_entropy").with(logits).with(m.create(labels)).with(1L).one(m);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"fgm", "pgd"})
  void perturbationAndGradientAreThoseOfThePeer(String form) throws Exception {
    Path file = Path.of("src/test/resources/adversarial/sequence-f32.json");
    JsonObject all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    JsonObject wanted = all.getAsJsonObject(form);
    Adversarial options =
        new Adversarial(
            wanted.get("epsilon").getAsDouble(),
            wanted.get("steps").getAsInt(),
            wanted.get("stepSize").getAsDouble());
    try (Perturbation moved = new Perturbation(root, script, options)) {
      trainer.begin();
      trainer.backward(1, loss(null), moved::ascend);
      for (int i = 1; i < options.steps(); i++) {
        trainer.slope(loss(moved.delta()), moved::ascend);
      }
      double loss = Losses.backward(trainer, 1, loss(moved.delta()));
      assertEquals(wanted.get("loss").getAsDouble(), loss, 2e-5);
      double[] radius = Golden.flat(wanted.get("radius")).values();
      float[] delta = moved.delta().toFloatArray();
      int each = delta.length / radius.length;
      for (int row = 0; row < radius.length; row++) {
        double square = 0;
        for (int i = 0; i < each; i++) {
          square += Math.pow(delta[row * each + i], 2);
        }
        assertEquals(radius[row], Math.sqrt(square), 1e-5, "row " + row);
      }
    }
    assertEquals(wanted.get("norm").getAsDouble(), trainer.norm(), 2e-4);
    wanted
        .getAsJsonObject("gradients")
        .asMap()
        .forEach((n, g) -> compare(n, Golden.flat(g).values()));
    trainer.discard();
  }

  private void compare(String name, double[] wanted) {
    List<Leaf> leaves = model.parameters().leaves();
    for (int i = 0; i < leaves.size(); i++) {
      int part = leaves.get(i).parts().indexOf(name);
      if (part >= 0) {
        int size = leaves.get(i).partSize();
        FloatBuffer got =
            FloatBuffer.wrap(trainer.gradients().get(i).toFloatArray()).slice(part * size, size);
        for (int k = 0; k < wanted.length; k++) {
          assertEquals(wanted[k], got.get(k), 5e-5, name + " value " + k);
        }
      }
    }
  }

  @Test
  void theSlopeIsThatOfFiniteDifferencesAndNothingIsAdded() {
    float[][] slope = new float[1][];
    trainer.begin();
    trainer.slope(
        loss(null),
        g -> {
          System.gc();
          slope[0] = g.toFloatArray();
        });
    assertEquals(0, trainer.gradients().size() - 1, "only the table, which is 0");
    int width = model.config().encoder().hidden();
    int length = slope[0].length / golden.rows().length / width;
    for (int at : new int[] {0, 3, width + 1, 2 * length * width + 5 * width + 2}) {
      double[] y = new double[2];
      for (int side = 0; side < 2; side++) {
        float[] delta = new float[slope[0].length];
        delta[at] = side == 0 ? -2e-2f : 2e-2f;
        try (NDManager m = root.newSubManager()) {
          NDArray moved =
              m.create(delta, new ai.djl.ndarray.types.Shape(golden.rows().length, length, width));
          y[side] = Losses.slope(trainer, loss(moved), g -> {});
        }
      }
      assertEquals((y[1] - y[0]) / 4e-2, slope[0][at], 2e-4, "value " + at);
    }
  }

  @Test
  void aRowWhoseGradientIsZeroStays() {
    try (Perturbation moved = new Perturbation(root, script, new Adversarial(2, 1, 1));
        NDArray g =
            root.create(new float[] {0, 0, 3, 4}, new ai.djl.ndarray.types.Shape(2, 1, 2))) {
      moved.ascend(g);
      assertArrayEquals(new float[] {0, 0, 0.6f, 0.8f}, moved.delta().toFloatArray(), 1e-6f);
      moved.ascend(g);
      moved.ascend(g);
      assertArrayEquals(new float[] {0, 0, 1.2f, 1.6f}, moved.delta().toFloatArray(), 1e-6f);
    }
  }
}
