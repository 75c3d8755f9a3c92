package bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Our training step: 16 x 128, dropout 0.1, cross entropy, AdamW; inputs are made anew each time.
 */
final class OurStep implements AutoCloseable {
  private static final int ROWS = 16;
  private static final int LENGTH = 128;

  private final NDManager root = NDManager.newBaseManager("PyTorch");
  private final ScriptModule script = ScriptModule.load(root);
  private final Trainer trainer;
  private final int[][] rows = new int[ROWS][];
  private final long[] labels = new long[ROWS];

  OurStep(Shape s, Precision precision) {
    int wide = 4 * s.hidden();
    var shape = EncoderConfig.bert(30522, s.hidden(), s.layers(), s.heads(), wide, 512);
    var config = new ModelConfig(shape, Task.SEQUENCE_CLASSIFICATION, List.of("a", "b"));
    Parameters parameters = new Parameters(root, config);
    new Initializer(shape, 1).fill(parameters, name -> true);
    Encoder encoder = new Encoder(script, config, parameters, precision);
    LearningRate rate = new LearningRate(2e-5, 0, 1000, Schedule.CONSTANT);
    trainer = new Trainer(root, script, encoder, new TrainerOptions(1, rate, 0.01, 0));
    Random random = new Random(1);
    Arrays.setAll(rows, i -> random.ints(LENGTH, 1000, 30000).toArray());
    Arrays.setAll(labels, i -> i % 2);
  }

  /** Milliseconds of one step: wall time, or CPU time of the calling thread. */
  double millis(boolean cpu) {
    long start = now(cpu);
    trainer.begin();
    double loss =
        trainer.backward(
            1,
            passes -> {
              NDManager m = passes.manager();
              NDArray y = m.create(labels);
              NDArray logits = passes.forward(Inputs.of(m, rows, 0)).logits();
              return script.call("cross_entropy").with(logits).with(y).with(1L).one(m);
            });
    trainer.apply();
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException("loss " + loss);
    }
    return (now(cpu) - start) / 1e6;
  }

  private static long now(boolean cpu) {
    return cpu ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime();
  }

  @Override
  public void close() {
    trainer.close();
    script.close();
    root.close();
  }
}
