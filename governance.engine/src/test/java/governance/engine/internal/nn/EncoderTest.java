package governance.engine.internal.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.internal.TestDevice;
import governance.engine.internal.memory.Values;
import governance.engine.internal.script.ScriptModule;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderTest {
  private static final int[][] ROWS = {{2, 7, 9, 3}, {2, 5, 3}, {2, 30, 31, 32, 33, 34, 3}};
  private static final EncoderConfig SHAPE = EncoderConfig.bert(50, 16, 3, 4, 24, 16);

  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @BeforeEach
  void recordNothing() {
    JniUtils.setGradMode(false);
  }

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void computingTheFirstPositionOnlyGivesTheSameLogits(Precision precision) {
    Encoder encoder = encoder(Task.SEQUENCE_CLASSIFICATION, precision);
    Inputs inputs = Inputs.of(root, ROWS, 0);
    float[] full = encoder.inferInFull(root, inputs).logits().toFloatArray();
    float[] pruned = encoder.infer(root, inputs).logits().toFloatArray();
    assertArrayEquals(full, pruned, precision == Precision.F32 ? 1e-6f : 2e-2f);
  }

  @Test
  void logitsFromGivenEmbeddingsAreThoseFromIds() {
    for (Task task : List.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION)) {
      Encoder encoder = encoder(task, Precision.F32);
      Inputs inputs = Inputs.of(root, ROWS, 0);
      Pass pass = encoder.infer(root, inputs);
      for (boolean flash : new boolean[] {true, false}) {
        Pass again =
            encoder.fromWords(
                root, pass.word(), inputs, null, null, new Graph(flash, false, false));
        assertArrayEquals(pass.logits().toFloatArray(), again.logits().toFloatArray(), 1e-5f);
      }
      long classes = 2;
      Shape shape =
          task == Task.SEQUENCE_CLASSIFICATION ? new Shape(3, classes) : new Shape(3, 7, classes);
      assertEquals(shape, pass.logits().getShape());
      assertEquals(new Shape(3, 7, 16), pass.word().getShape());
    }
  }

  @Test
  void tokenTypesCount() {
    Encoder encoder = encoder(Task.SEQUENCE_CLASSIFICATION, Precision.F32);
    Inputs plain = Inputs.of(root, ROWS, 0);
    int[][] types = {{0, 0, 1, 1}, {0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}};
    Inputs typed = Inputs.of(root, ROWS, types, 0);
    float[] a = encoder.infer(root, plain).logits().toFloatArray();
    float[] b = encoder.infer(root, typed).logits().toFloatArray();
    assertNotEquals(a[0], b[0], 1e-4f);
    assertEquals(a[2], b[2], 1e-6f);
  }

  /** Central differences of a random projection of the logits, in float32 with its tolerance. */
  @ParameterizedTest
  @EnumSource(value = Task.class, mode = EnumSource.Mode.EXCLUDE, names = "MASKED_LANGUAGE_MODEL")
  void inputGradientsAgreeWithFiniteDifferences(Task task) {
    Encoder encoder = encoder(task, Precision.F32);
    Inputs inputs = Inputs.of(root, ROWS, 0);
    NDArray word = encoder.infer(root, inputs).word();
    NDArray weights = root.randomNormal(encoder.infer(root, inputs).logits().getShape());
    JniUtils.setGradMode(true);
    word.setRequiresGradient(true);
    NDArray y =
        encoder.fromWords(root, word, inputs, null, null, Graph.USUAL).logits().mul(weights).sum();
    NDArray g = script.call("grad").with(y).with(List.of(word)).with(false).run(root).get(0);
    JniUtils.setGradMode(false);
    word.setRequiresGradient(false);
    float[] gradient = g.toFloatArray();
    Values values = Values.of(word);
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      int at = random.nextInt(4 * 16);
      double numeric = difference(encoder, inputs, word, weights, values, at);
      assertEquals(numeric, gradient[at], 2e-3 + 2e-2 * Math.abs(numeric), "value " + at);
    }
  }

  private double difference(
      Encoder encoder, Inputs inputs, NDArray word, NDArray weights, Values values, int at) {
    float before = values.toArray()[at];
    float h = 1e-2f;
    double[] y = new double[2];
    for (int side = 0; side < 2; side++) {
      float moved = side == 0 ? before + h : before - h;
      values.change(v -> v.put(at, moved));
      Pass pass = encoder.fromWords(root, word, inputs, null, null, new Graph(false, false, false));
      y[side] = pass.logits().mul(weights).sum().getFloat();
    }
    values.change(v -> v.put(at, before));
    return (y[0] - y[1]) / (2 * h);
  }

  @Test
  void randomWeightsFollowTheSeed() {
    Encoder a = encoder(Task.SEQUENCE_CLASSIFICATION, Precision.F32);
    Encoder b = encoder(Task.SEQUENCE_CLASSIFICATION, Precision.F32);
    assertEquals(a.parameters().digest(), b.parameters().digest());
    float[] words = a.parameters().values("bert.embeddings.word_embeddings.weight").toArray();
    for (int i = 0; i < 16; i++) {
      assertEquals(0f, words[i]);
    }
    new Initializer(SHAPE, 6).fill(b.parameters(), n -> true);
    assertNotEquals(a.parameters().digest(), b.parameters().digest());
  }

  private Encoder encoder(Task task, Precision precision) {
    ModelConfig config = new ModelConfig(SHAPE, task, List.of("a", "b"));
    Parameters parameters = new Parameters(root, config);
    new Initializer(wide(), 5).fill(parameters, name -> true);
    return new Encoder(script, config, parameters, precision);
  }

  /** Wider weights than usual, so that attention and activations are not nearly linear. */
  private static EncoderConfig wide() {
    EncoderConfig s = SHAPE;
    return new EncoderConfig(
        s.vocabulary(),
        s.hidden(),
        s.layers(),
        s.heads(),
        s.intermediate(),
        s.positions(),
        s.types(),
        s.activation(),
        s.epsilon(),
        0.1,
        0.1,
        0,
        0.4);
  }
}
