package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import governance.api.train.GradientPlan.NoiseSource;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.Tuning;
import governance.engine.Tuning.Freeze;
import governance.engine.internal.Golden;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.FrozenLeaves;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.script.ScriptModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Passes that keep only what layers read give the gradients of the usual ones to the last bit. */
class ActivationCheckpointingTest {
  private final NDManager root = NDManager.newBaseManager("PyTorch");
  private final ScriptModule script = ScriptModule.load(root);
  private Golden golden;
  private Encoder encoder;

  static List<String> architectures() {
    return Golden.architectures();
  }

  static List<String> adapters() {
    return AdapterCase.names();
  }

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  private Trainer open(String name, double dropout, Precision precision, boolean checkpointing)
      throws IOException {
    golden = Golden.architecture(name);
    LoadedModel model =
        new HuggingFaceFolder(golden.folder()).read(root, golden.task(), List.of(), 0);
    encoder =
        new Encoder(script, model.config().withDropout(dropout), model.parameters(), precision);
    return trainer(script, root, encoder, checkpointing);
  }

  static Trainer trainer(
      ScriptModule script, NDManager root, Encoder encoder, boolean checkpointing) {
    LearningRate rate = new LearningRate(5e-3, 0, 100, Schedule.CONSTANT);
    TrainerOptions options =
        new TrainerOptions(3, rate, 0.01, 1, NoiseSource.CRYPTOGRAPHIC, checkpointing);
    return new Trainer(root, script, encoder, options);
  }

  private Inputs inputs(NDManager owner) {
    return Inputs.of(owner, golden.rows(), Math.max(0, encoder.config().encoder().padding()));
  }

  private NDArray entropy(NDManager m, NDArray logits) {
    NDArray flat = logits.reshape(-1, encoder.config().labels().size());
    long[] labels = new long[(int) flat.getShape().get(0)];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % encoder.config().labels().size();
    }
    return script.call("cross_entropy").with(flat).with(m.create(labels)).with(1L).one(m);
  }

  private Function<Passes, NDArray> loss(boolean flash) {
    return passes ->
        entropy(passes.manager(), passes.forward(inputs(passes.manager()), flash).logits());
  }

  private static List<float[]> gradients(Trainer trainer) {
    return trainer.gradients().stream().map(NDArray::toFloatArray).toList();
  }

  private static List<float[]> once(Trainer trainer, Function<Passes, NDArray> loss) {
    try (trainer) {
      trainer.begin();
      trainer.backward(1, loss);
      trainer.backward(0.5, loss);
      List<float[]> found = gradients(trainer);
      trainer.discard();
      return found;
    }
  }

  private static void same(List<float[]> wanted, List<float[]> got) {
    assertEquals(wanted.size(), got.size());
    int moved = 0;
    for (int i = 0; i < wanted.size(); i++) {
      assertArrayEquals(wanted.get(i), got.get(i), 0, "leaf " + i);
      for (float value : got.get(i)) {
        moved += value != 0 ? 1 : 0;
      }
    }
    assertTrue(moved > 0, "all gradients are 0");
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void gradientsOfEveryArchitectureAreTheSame(String name) throws IOException {
    for (double dropout : new double[] {0, 0.1}) {
      for (boolean flash : new boolean[] {true, false}) {
        List<float[]> wanted = once(open(name, dropout, Precision.F32, false), loss(flash));
        same(wanted, once(open(name, dropout, Precision.F32, true), loss(flash)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void gradientsInHalfPrecisionAreTheSame(String name) throws IOException {
    List<float[]> wanted = once(open(name, 0.1, Precision.BF16, false), loss(true));
    same(wanted, once(open(name, 0.1, Precision.BF16, true), loss(true)));
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void gradientsOfLowRankUpdatesAreTheSame(String name) throws IOException {
    try (AdapterCase c = new AdapterCase(name, 0.1)) {
      List<float[]> wanted = once(trainer(c.script, c.root, c.encoder, false), c.loss());
      same(wanted, once(trainer(c.script, c.root, c.encoder, true), c.loss()));
    }
  }

  @Test
  void nothingIsComputedBelowTheLowestTrainedLayer() throws IOException {
    for (int layers : new int[] {0, 1, Freeze.ALL_LAYERS}) {
      List<List<float[]>> both = new ArrayList<>();
      for (boolean checkpointing : new boolean[] {false, true}) {
        open("electra-sequence", 0.1, Precision.F32, false).close();
        Tuning tuning = new Tuning(Optional.empty(), new Freeze(true, layers));
        encoder.parameters().freeze(FrozenLeaves.of(encoder.config(), tuning));
        both.add(once(trainer(script, root, encoder, checkpointing), loss(false)));
      }
      same(both.get(0), both.get(1));
    }
  }

  @Test
  void whatALossReadsOfTheLastLayerAndOfParametersHasItsGradient() throws IOException {
    Function<Passes, NDArray> loss =
        passes -> {
          NDManager m = passes.manager();
          var pass = passes.forward(inputs(m), false);
          NDArray value = entropy(m, pass.logits());
          NDArray leaf = passes.parameters().get(8);
          NDArray norm = pass.hidden().square().sum().add(leaf.square().sum());
          NDArray word = passes.parameters().get(0).square().sum();
          var more = passes.forward(inputs(m), false);
          return value.add(norm).add(word).add(entropy(m, more.logits()));
        };
    String name = architectures().get(0);
    List<float[]> wanted = once(open(name, 0.1, Precision.F32, false), loss);
    List<float[]> got = once(open(name, 0.1, Precision.F32, true), loss);
    for (int i = 0; i < wanted.size(); i++) {
      assertArrayEquals(wanted.get(i), got.get(i), 1e-4f, "leaf " + i);
    }
  }

  @Test
  void gradientsForWordEmbeddingsAndPerturbedPassesAreTheSame() throws IOException {
    List<List<float[]>> both = new ArrayList<>();
    for (boolean checkpointing : new boolean[] {false, true}) {
      try (Trainer trainer = open(architectures().get(0), 0.1, Precision.F32, checkpointing)) {
        List<float[]> found = new ArrayList<>();
        trainer.begin();
        trainer.backward(1, loss(true), slope -> found.add(slope.toFloatArray()));
        int number = trainer.mainPass();
        NDArray delta = root.create(found.get(0), shape(found.get(0).length));
        Function<Passes, NDArray> moved =
            passes ->
                entropy(
                    passes.manager(),
                    passes.perturbed(inputs(passes.manager()), delta, number).logits());
        trainer.slope(moved, slope -> found.add(slope.toFloatArray()));
        trainer.backward(1, moved);
        found.addAll(gradients(trainer));
        trainer.discard();
        both.add(found);
      }
    }
    same(both.get(0), both.get(1));
  }

  private Shape shape(int values) {
    int rows = golden.rows().length;
    int width = encoder.config().encoder().form().embedding();
    return new Shape(rows, values / rows / width, width);
  }

  @Test
  void aLossThatNeedsTheGraphGetsItWhenTheStepIsDoneAgain() throws IOException {
    try (Trainer trainer = open(architectures().get(0), 0.1, Precision.F32, true)) {
      Function<Passes, NDArray> loss =
          passes -> {
            var pass = passes.forward(inputs(passes.manager()), false);
            passes.whole("a test wants it");
            return pass.logits().add(pass.word().sum()).sum();
          };
      trainer.begin();
      assertTrue(trainer.checkpointing());
      assertThrows(WholeGraphException.class, () -> trainer.backward(1, loss));
      assertFalse(trainer.checkpointing());
      trainer.begin();
      assertTrue(Double.isFinite(Losses.backward(trainer, 1, loss)));
      trainer.discard();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void fiftyStepsGiveTheSameLossesWhileGarbageIsCollected(Precision precision) throws IOException {
    List<List<Double>> both = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (boolean checkpointing : new boolean[] {false, true}) {
      try (Trainer trainer = open(architectures().get(0), 0.1, precision, checkpointing)) {
        List<Double> losses = new ArrayList<>();
        for (int step = 0; step < 50; step++) {
          trainer.begin();
          boolean collect = checkpointing && step % 5 == 0;
          losses.add(
              Losses.backward(
                  trainer,
                  1,
                  passes -> {
                    NDArray value = loss(true).apply(passes);
                    if (collect) {
                      System.gc();
                    }
                    return value;
                  }));
          trainer.apply();
          trainer.read();
        }
        both.add(losses);
        digests.add(encoder.parameters().digest());
      }
    }
    assertEquals(both.get(0), both.get(1));
    assertEquals(digests.get(0), digests.get(1));
  }
}
