package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.TestDevice;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Initializer;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.ScriptModule;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A very small model in training: two layers of width 32, rows of different lengths. */
final class TinyTraining implements AutoCloseable {
  static final int VOCABULARY = 120;

  final NDManager root = TestDevice.root();
  final ScriptModule script = ScriptModule.load(root);
  final ModelConfig config;
  final Parameters parameters;
  final Encoder encoder;
  final Trainer trainer;

  TinyTraining(Task task, Precision precision, double dropout, double clip) {
    this(EncoderConfig.bert(VOCABULARY, 32, 2, 2, 64, 24), task, precision, dropout, clip);
  }

  private TinyTraining(
      EncoderConfig shape, Task task, Precision precision, double dropout, double clip) {
    config = new ModelConfig(shape, task, List.of("a", "b", "c")).withDropout(dropout);
    parameters = new Parameters(root, config);
    new Initializer(shape, 7).fill(parameters, name -> true);
    encoder = new Encoder(script, config, parameters, precision);
    LearningRate rate = new LearningRate(1e-2, 3, 1000, Schedule.LINEAR);
    trainer = new Trainer(root, script, encoder, new TrainerOptions(99, rate, 0.01, clip));
  }

  static TinyTraining sequence(double dropout) {
    return new TinyTraining(Task.SEQUENCE_CLASSIFICATION, Precision.F32, dropout, 1);
  }

  /** One layer of width 8: a step is little more than its overhead. */
  static TinyTraining minimal() {
    EncoderConfig shape = EncoderConfig.bert(VOCABULARY, 8, 1, 2, 16, 24);
    return new TinyTraining(shape, Task.SEQUENCE_CLASSIFICATION, Precision.F32, 0.1, 1);
  }

  /** Rows of step {@code seed}: the label is decided by the second token. */
  int[][] rows(long seed) {
    Random random = new Random(seed);
    int[][] rows = new int[6][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.ints(4 + random.nextInt(8), 3, VOCABULARY).toArray();
      rows[i][0] = 2;
    }
    return rows;
  }

  static long[] labels(int[][] rows) {
    long[] labels = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = rows[i][1] % 3;
    }
    return labels;
  }

  Function<Passes, NDArray> loss(int[][] rows, long[] labels) {
    return passes -> {
      NDManager m = passes.manager();
      NDArray logits = passes.forward(Inputs.of(m, rows, 0)).logits();
      return script.call("cross_entropy").with(logits).with(m.create(labels)).with(1L).one(m);
    };
  }

  double step() {
    int[][] rows = rows(trainer.step());
    trainer.begin();
    double loss = Losses.backward(trainer, 1, loss(rows, labels(rows)));
    trainer.apply();
    trainer.read();
    return loss;
  }

  @Override
  public void close() {
    trainer.close();
    script.close();
    root.close();
  }
}
