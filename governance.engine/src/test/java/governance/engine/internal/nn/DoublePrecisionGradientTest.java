package governance.engine.internal.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Task;
import governance.engine.internal.script.ScriptModule;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The script text in double precision: the gradient of every leaf and of the word embeddings
 * against central differences, for both heads, with dropout (fixed flags) and without.
 */
class DoublePrecisionGradientTest {
  private static final EncoderConfig SHAPE = EncoderConfig.bert(20, 8, 2, 2, 12, 10);
  private static final int[][] ROWS = {{2, 7, 9, 3}, {2, 5, 3}, {2, 11, 5, 12, 3}};

  private final NDManager root = NDManager.newBaseManager("PyTorch");
  private final ScriptModule script = ScriptModule.load(root);
  private final Random random = new Random(17);

  @AfterEach
  void close() {
    JniUtils.setGradMode(false);
    script.close();
    root.close();
  }

  @Test
  void sequenceHeadWithoutDropout() {
    check(Task.SEQUENCE_CLASSIFICATION, false);
  }

  @Test
  void sequenceHeadWithDropout() {
    check(Task.SEQUENCE_CLASSIFICATION, true);
  }

  @Test
  void tokenHeadWithDropout() {
    check(Task.TOKEN_CLASSIFICATION, true);
  }

  private void check(Task task, boolean dropout) {
    ModelConfig config = new ModelConfig(SHAPE, task, List.of("a", "b", "c"));
    List<NDArray> p = new ArrayList<>();
    for (Leaf leaf : ParameterLayout.of(config)) {
      p.add(random(leaf.shape(), leaf.kind() == Leaf.Kind.GAIN ? 1 : 0));
    }
    Inputs inputs = Inputs.of(root, ROWS, 0);
    List<NDArray> keep = dropout ? flags(task) : List.of();
    NDArray word = random(new long[] {3, 5, 8}, 0);
    NDArray weights =
        random(task == Task.SEQUENCE_CLASSIFICATION ? new long[] {3, 3} : new long[] {3, 5, 3}, 0);
    List<NDArray> trained = new ArrayList<>(p.subList(1, p.size()));
    trained.add(word);
    trained.forEach(x -> x.setRequiresGradient(true));
    JniUtils.setGradMode(true);
    NDArray y = value(task, word, inputs, keep, p, weights);
    NDList g = script.call("grad").with(y).with(trained).with(false).run(root);
    JniUtils.setGradMode(false);
    trained.forEach(x -> x.setRequiresGradient(false));
    for (int i = 0; i < trained.size(); i++) {
      double[] gradient = g.get(i).toDoubleArray();
      DoubleBuffer values = NativeMemory.of(trained.get(i)).asDoubleBuffer();
      for (int k = 0; k < 6; k++) {
        int at = random.nextInt(gradient.length);
        double before = values.get(at);
        values.put(at, before + 1e-5);
        double up = value(task, word, inputs, keep, p, weights).getDouble();
        values.put(at, before - 1e-5);
        double down = value(task, word, inputs, keep, p, weights).getDouble();
        values.put(at, before);
        assertEquals((up - down) / 2e-5, gradient[at], 2e-8, "tensor " + i + " value " + at);
      }
    }
  }

  private NDArray value(
      Task task, NDArray word, Inputs in, List<NDArray> keep, List<NDArray> p, NDArray weights) {
    boolean sequence = task == Task.SEQUENCE_CLASSIFICATION;
    long[] n = {2, 0, task.ordinal(), 0, keep.isEmpty() ? 1 : 0, 0, sequence ? 1 : 0};
    double scale = KeepBits.scale(0.3);
    double[] c = {1e-12, scale, scale, scale};
    NDList r =
        script
            .call("encode")
            .with(word)
            .with(in.types())
            .with(in.bias().toType(DataType.FLOAT64, false))
            .with(keep)
            .with(p)
            .with(n)
            .with(ParameterLayout.plan(SHAPE))
            .with(c)
            .run(root);
    return r.get(0).mul(weights).sum();
  }

  private List<NDArray> flags(Task task) {
    int t = 5;
    int last = task == Task.SEQUENCE_CLASSIFICATION ? 1 : t;
    List<NDArray> flags = new ArrayList<>();
    int[] sizes = {
      3 * t * 8, 3 * 2 * t * t + 2 * 3 * t * 8, 3 * 2 * last * t + 2 * 3 * last * 8, 3 * last * 8
    };
    for (int size : sizes) {
      double[] values = random.doubles(size).map(d -> d < 0.3 ? 0 : 1).toArray();
      flags.add(root.create(values));
    }
    return flags;
  }

  private NDArray random(long[] shape, double mean) {
    NDArray array = root.create(new Shape(shape), DataType.FLOAT64);
    DoubleBuffer values = NativeMemory.of(array).asDoubleBuffer();
    while (values.hasRemaining()) {
      values.put(mean + 0.4 * random.nextGaussian());
    }
    return array;
  }
}
