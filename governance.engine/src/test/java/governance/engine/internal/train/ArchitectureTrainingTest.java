package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.script.ScriptModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every architecture learns, goes on from a checkpoint with the same bits, and is written back. */
class ArchitectureTrainingTest {
  private static final int STEPS = 80;

  @TempDir Path folder;
  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);
  private Golden golden;
  private Encoder encoder;
  private Trainer trainer;

  static List<String> cases() {
    return Golden.architectures();
  }

  @BeforeEach
  void nothing() {
    trainer = null;
  }

  @AfterEach
  void close() {
    if (trainer != null) {
      trainer.close();
    }
    script.close();
    root.close();
  }

  private void open(String name) throws IOException {
    if (trainer != null) {
      trainer.close();
    }
    golden = Golden.architecture(name);
    LoadedModel model =
        new HuggingFaceFolder(golden.folder()).read(root, golden.task(), List.of(), 0);
    encoder =
        new Encoder(script, model.config().withDropout(0.1), model.parameters(), Precision.F32);
    LearningRate rate = new LearningRate(5e-3, 0, STEPS, Schedule.CONSTANT);
    trainer = new Trainer(root, script, encoder, new TrainerOptions(3, rate, 0.01, 1));
  }

  private Inputs inputs(NDManager owner) {
    return Inputs.of(owner, golden.rows(), encoder.config().encoder().padding());
  }

  private void step(boolean collect) {
    trainer.begin();
    trainer.backward(
        1,
        passes -> {
          NDManager m = passes.manager();
          NDArray value = entropy(m, passes.forward(inputs(m)).logits());
          if (collect) {
            System.gc();
          }
          return value;
        });
    trainer.apply();
    trainer.read();
  }

  private NDArray entropy(NDManager m, NDArray logits) {
    NDArray flat = logits.reshape(-1, encoder.config().labels().size());
    NDArray labels = m.create(labels(flat.getShape().get(0)));
    return script.call("cross_entropy").with(flat).with(labels).with(1L).one(m);
  }

  /** The loss without dropout. */
  private double loss() {
    NDArray value = GradMode.off(() -> entropy(root, encoder.infer(root, inputs(root)).logits()));
    return value.getFloat();
  }

  /** For each row its number, for tokens that of the position, modulo the classes. */
  private long[] labels(long count) {
    int classes = encoder.config().labels().size();
    int rows = golden.rows().length;
    int length = (int) (count / rows);
    long[] labels = new long[(int) count];
    for (int i = 0; i < labels.length; i++) {
      boolean there = i % length < golden.rows()[i / length].length;
      labels[i] = there || length == 1 ? (i / length + i % length) % classes : -100;
    }
    return labels;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLossFallsAndACheckpointGoesOnWithTheSameBits(String name) throws IOException {
    open(name);
    double first = loss();
    for (int i = 0; i < STEPS / 2; i++) {
      step(i % 7 == 0);
    }
    new Checkpoint(trainer).write(folder.resolve("state"), Map.of());
    for (int i = STEPS / 2; i < STEPS; i++) {
      step(false);
    }
    assertTrue(loss() < 0.9 * first, name + ": " + first + " to " + loss());
    String straight = encoder.parameters().digest();
    open(name);
    new Checkpoint(trainer).restore(folder.resolve("state"));
    for (int i = STEPS / 2; i < STEPS; i++) {
      step(i % 7 == 0);
    }
    assertEquals(straight, encoder.parameters().digest());
  }

  /** {@code bench/peer/load_saved.py} is the peer; see {@link SavedModelTest}. */
  @ParameterizedTest
  @MethodSource("cases")
  void transformersPredictsTheSameFromATunedModel(String name) throws Exception {
    String python = System.getenv("PEER_PYTHON");
    assumeTrue(python != null, "skipped: set PEER_PYTHON to a Python with transformers");
    open(name);
    for (int i = 0; i < 5; i++) {
      step(false);
    }
    NDArray logits = GradMode.off(() -> encoder.infer(root, inputs(root)).logits());
    new HuggingFaceFolder(folder).write(encoder.config(), encoder.parameters());
    Map<String, Object> expected = Map.of("rows", golden.rows(), "logits", logits.toFloatArray());
    Files.writeString(folder.resolve("expected.json"), new Gson().toJson(expected));
    String kind = golden.task() == Task.TOKEN_CLASSIFICATION ? "token" : "sequence";
    Process peer =
        new ProcessBuilder(python, "../bench/peer/load_saved.py", folder.toString(), kind)
            .redirectErrorStream(true)
            .start();
    String answer = new String(peer.getInputStream().readAllBytes());
    assertEquals(0, peer.waitFor(), answer);
    System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, answer.strip());
  }
}
