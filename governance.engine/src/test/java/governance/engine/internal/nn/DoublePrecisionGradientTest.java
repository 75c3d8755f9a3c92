package governance.engine.internal.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Task;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.script.ScriptModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The script text in double precision: the gradient of every leaf and of the word embeddings
 * against central differences, for every architecture and both heads, with dropout (fixed flags)
 * and without. Java's memory is collected between forward and backward.
 */
class DoublePrecisionGradientTest {
  private static final EncoderConfig SHAPE = EncoderConfig.bert(20, 8, 2, 2, 12, 10);
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final int[][] ROWS = {{2, 7, 9, 3}, {2, 5, 3}, {2, 11, 5, 12, 3}};

  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);
  private final Random random = new Random(17);

  @AfterEach
  void close() {
    JniUtils.setGradMode(false);
    script.close();
    root.close();
  }

  static List<String> cases() {
    return Golden.architectures();
  }

  @Test
  void sequenceHeadWithoutDropout() {
    check(new ModelConfig(SHAPE, Task.SEQUENCE_CLASSIFICATION, CLASSES), false);
  }

  @Test
  void sequenceHeadWithDropout() {
    check(new ModelConfig(SHAPE, Task.SEQUENCE_CLASSIFICATION, CLASSES), true);
  }

  @Test
  void tokenHeadWithDropout() {
    check(new ModelConfig(SHAPE, Task.TOKEN_CLASSIFICATION, CLASSES), true);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyArchitecture(String name) throws IOException {
    Golden golden = Golden.architecture(name);
    var folder = new HuggingFaceFolder(golden.folder());
    ModelConfig config = folder.read(root, golden.task(), CLASSES, 0).config();
    check(config, false);
    check(config, true);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyArchitectureWithLowRankUpdates(String name) throws IOException {
    Golden golden = Golden.architecture(name);
    var folder = new HuggingFaceFolder(golden.folder());
    ModelConfig config = folder.read(root, golden.task(), CLASSES, 0).config();
    var modules = new LoraTargets(config.encoder()).modules(List.of(LoraTargets.ALL));
    check(config.withLora(Optional.of(new Lora(3, 0.1, 0.3, modules))), true);
  }

  private void check(ModelConfig config, boolean dropout) {
    List<NDArray> p = new ArrayList<>();
    for (Leaf leaf : ParameterLayout.of(config)) {
      p.add(random(leaf.shape(), leaf.kind() == Leaf.Kind.GAIN ? 1 : 0));
    }
    Inputs inputs = Inputs.of(root, ROWS, 0);
    EncodeCall call =
        new EncodeCall(
            script, config, dropout ? flags(config) : List.of(), KeepBits.scale(0.3), true);
    NDArray word = random(new long[] {3, 5, config.encoder().form().embedding()}, 0);
    NDArray weights = random(call.run(root, word, inputs, p).getShape().getShape(), 0);
    List<NDArray> trained = new ArrayList<>();
    for (int i = 1; i < p.size(); i++) {
      // with updates the others were checked without them
      if (config.lora().isEmpty() || ParameterLayout.of(config).get(i).adapter()) {
        trained.add(p.get(i));
      }
    }
    trained.add(word);
    trained.forEach(x -> x.setRequiresGradient(true));
    JniUtils.setGradMode(true);
    NDArray y = call.run(root, word, inputs, p).mul(weights).sum();
    System.gc();
    NDList g = script.call("grad").with(y).with(trained).with(false).run(root);
    JniUtils.setGradMode(false);
    trained.forEach(x -> x.setRequiresGradient(false));
    for (int i = 0; i < trained.size(); i++) {
      double[] gradient = g.get(i).toDoubleArray();
      NDArray values = trained.get(i);
      for (int k = 0; k < 6; k++) {
        int at = random.nextInt(gradient.length);
        double slope =
            slope(values, at, () -> call.run(root, word, inputs, p).mul(weights).sum().getDouble());
        assertEquals(slope, gradient[at], 2e-8, "tensor " + i + " value " + at);
      }
    }
  }

  /** A central difference whose error is of the fourth order in the step. */
  private double slope(NDArray values, int at, DoubleSupplier f) {
    double before = values.toDoubleArray()[at];
    double h = 1e-4;
    double[] y = new double[5];
    for (int i = -2; i <= 2; i++) {
      put(values, at, before + i * h);
      y[i + 2] = i == 0 ? 0 : f.getAsDouble();
    }
    put(values, at, before);
    return (8 * (y[3] - y[1]) - (y[4] - y[0])) / (12 * h);
  }

  private void put(NDArray array, int at, double value) {
    try (NDArray flat = JniUtils.reshape((PtNDArray) array, new long[] {-1});
        NDArray one = root.create(new double[] {value})) {
      long[] from = {at};
      long[] to = {at + 1L};
      JniUtils.indexSet((PtNDArray) flat, (PtNDArray) one, from, to, new long[] {1});
    }
  }

  private List<NDArray> flags(ModelConfig config) {
    List<NDArray> flags = new ArrayList<>();
    for (int size : EncodeCall.flagCounts(config, ROWS.length, 5, true)) {
      double[] values = random.doubles(size).map(d -> d < 0.3 ? 0 : 1).toArray();
      flags.add(root.create(values));
    }
    return flags;
  }

  private NDArray random(long[] shape, double mean) {
    double[] values = new double[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = mean + 0.4 * random.nextGaussian();
    }
    try (NDArray made = root.create(values, new Shape(shape))) {
      return script.call("t_clone").with(made).one(root);
    }
  }
}
