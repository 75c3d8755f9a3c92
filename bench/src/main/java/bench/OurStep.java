package bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Initializer;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.LearningRate;
import governance.engine.internal.train.Trainer;
import governance.engine.internal.train.TrainerOptions;
import java.util.Arrays;
import java.util.List;

/** Our training step: dropout 0.1, cross entropy, AdamW; inputs are made anew each time. */
final class OurStep implements AutoCloseable {
  private static final float MASKED = -1e30f;

  private final NDManager root = NDManager.newBaseManager("PyTorch");
  private final ScriptModule script = ScriptModule.load(root);
  private final Trainer trainer;

  OurStep(Shape s, Precision precision) {
    int wide = 4 * s.hidden();
    var shape = EncoderConfig.bert(30522, s.hidden(), s.layers(), s.heads(), wide, 512);
    var config = new ModelConfig(shape, Task.SEQUENCE_CLASSIFICATION, List.of("a", "b"));
    Parameters parameters = new Parameters(root, config);
    new Initializer(shape, 1).fill(parameters, name -> true);
    Encoder encoder = new Encoder(script, config, parameters, precision);
    LearningRate rate = new LearningRate(2e-5, 0, 1000, Schedule.CONSTANT);
    trainer = new Trainer(root, script, encoder, new TrainerOptions(1, rate, 0.01, 0));
  }

  /** Does one step on rows of ids, padded to the longest of them. */
  void run(int[][] rows) {
    run(rows, Arrays.stream(rows).mapToInt(r -> r.length).max().orElseThrow());
  }

  /** Does one step on rows of ids, padded to that length. */
  void run(int[][] rows, int length) {
    trainer.begin();
    double loss =
        trainer.backward(
            1,
            passes -> {
              NDManager m = passes.manager();
              NDArray y = m.create(labels(rows.length));
              NDArray logits = passes.forward(inputs(m, rows, length)).logits();
              return script.call("cross_entropy").with(logits).with(y).with(1L).one(m);
            });
    trainer.apply();
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException("loss " + loss);
    }
  }

  private static long[] labels(int count) {
    long[] labels = new long[count];
    Arrays.setAll(labels, i -> i % 2);
    return labels;
  }

  private static Inputs inputs(NDManager m, int[][] rows, int length) {
    if (Arrays.stream(rows).anyMatch(r -> r.length == length)) {
      return Inputs.of(m, rows, 0);
    }
    int[] tokens = new int[rows.length * length];
    float[] bias = new float[tokens.length];
    Arrays.fill(bias, MASKED);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, tokens, i * length, rows[i].length);
      Arrays.fill(bias, i * length, i * length + rows[i].length, 0);
    }
    var shape = new ai.djl.ndarray.types.Shape(rows.length, length);
    long[] ids = Arrays.stream(tokens).asLongStream().toArray();
    NDArray types = m.zeros(shape, DataType.INT64);
    return new Inputs(
        m.create(ids, shape), types, m.create(bias, shape), rows.length, length, tokens);
  }

  @Override
  public void close() {
    trainer.close();
    script.close();
    root.close();
  }
}
