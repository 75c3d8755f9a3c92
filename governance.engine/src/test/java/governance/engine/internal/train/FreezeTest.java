package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.Tuning;
import governance.engine.Tuning.Freeze;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.FrozenLeaves;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.script.ScriptModule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frozen parts of each architecture keep every bit; the gradient of the rest is that of before. */
class FreezeTest {
  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  static List<String> cases() {
    return Golden.architectures();
  }

  private static Tuning freezing(boolean embeddings, int layers) {
    return new Tuning(Optional.empty(), new Freeze(embeddings, layers));
  }

  private LoadedModel model(String name, Tuning tuning) throws IOException {
    Golden golden = Golden.architecture(name);
    LoadedModel model =
        new HuggingFaceFolder(golden.folder()).read(root, golden.task(), List.of(), 0);
    model.parameters().freeze(FrozenLeaves.of(model.config(), tuning));
    return model;
  }

  private Trainer trainer(LoadedModel model) {
    Encoder encoder = new Encoder(script, model.config(), model.parameters(), Precision.F32);
    LearningRate rate = new LearningRate(1e-2, 0, 8, Schedule.CONSTANT);
    return new Trainer(root, script, encoder, new TrainerOptions(5, rate, 0.1, 0));
  }

  private double backward(String name, LoadedModel model, Trainer trainer) {
    int[][] rows = Golden.architecture(name).rows();
    trainer.begin();
    return Losses.backward(
        trainer,
        1,
        passes -> {
          int padding = Math.max(0, model.config().encoder().padding());
          NDManager m = passes.manager();
          Pass pass = passes.forward(Inputs.of(m, rows, padding));
          assertEquals(model.parameters().trained().contains(0), pass.word().hasGradient());
          NDArray logits = pass.logits().reshape(-1, model.config().labels().size());
          long[] labels = new long[(int) logits.getShape().get(0)];
          return script.call("cross_entropy").with(logits).with(m.create(labels)).with(1L).one(m);
        });
  }

  private Map<String, float[]> gradients(String name, Tuning tuning) throws IOException {
    LoadedModel model = model(name, tuning);
    Map<String, float[]> gradients = new TreeMap<>();
    try (Trainer trainer = trainer(model)) {
      backward(name, model, trainer);
      List<Integer> trained = model.parameters().trained();
      for (int i = 0; i < trained.size(); i++) {
        String leaf = model.parameters().leaves().get(trained.get(i)).name();
        gradients.put(leaf, trainer.gradients().get(i).toFloatArray());
      }
      trainer.discard();
    }
    return gradients;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theHeadAloneIsTrainedWithTheGradientOfFullTraining(String name) throws IOException {
    Map<String, float[]> all = gradients(name, Tuning.FULL);
    Map<String, float[]> head = gradients(name, freezing(true, Freeze.ALL_LAYERS));
    assertTrue(head.keySet().stream().noneMatch(leaf -> leaf.contains("encoder.")), "" + head);
    assertTrue(head.size() == 2 || head.size() == 4, "" + head.keySet());
    head.forEach((leaf, gradient) -> assertArrayEquals(all.get(leaf), gradient, 1e-6f, leaf));
  }

  @Test
  void frozenLayersKeepTheirBitsAndHaveNoMoments() throws IOException {
    for (String name : List.of("bert-token", "roberta-sequence", "distilbert-token")) {
      Tuning tuning = freezing(true, 1);
      Map<String, float[]> all = gradients(name, Tuning.FULL);
      gradients(name, tuning)
          .forEach((leaf, g) -> assertArrayEquals(all.get(leaf), g, 1e-6f, leaf));
      LoadedModel model = model(name, tuning);
      Parameters p = model.parameters();
      String frozen = p.frozenDigest();
      String whole = p.digest();
      try (Trainer trainer = trainer(model)) {
        for (int i = 0; i < 3; i++) {
          backward(name, model, trainer);
          trainer.apply();
          trainer.read();
        }
        assertEquals(p.trained().size(), trainer.optimiser().second().size());
      }
      assertEquals(frozen, p.frozenDigest());
      assertFalse(whole.equals(p.digest()));
      for (int i = 0; i < p.leaves().size(); i++) {
        Leaf leaf = p.leaves().get(i);
        boolean lowest = leaf.name().matches(".*layer\\.0\\..*|.*embeddings.*");
        assertEquals(!lowest, p.trained().contains(i), leaf.name());
      }
    }
  }

  /** Decay shrinks matrices and tables only: biases and norms without a gradient stay. */
  @ParameterizedTest
  @MethodSource("cases")
  void decayLeavesBiasesAndNormsAlone(String name) throws IOException {
    LoadedModel model = model(name, Tuning.FULL);
    Parameters p = model.parameters();
    List<float[]> before = p.arrays().stream().map(NDArray::toFloatArray).toList();
    int[][] rows = Golden.architecture(name).rows();
    try (Trainer trainer = trainer(model)) {
      trainer.begin();
      // a loss that every gradient of which is 0
      trainer.backward(
          0, passes -> passes.forward(Inputs.of(passes.manager(), rows, 0)).logits().sum());
      trainer.apply();
      trainer.read();
    }
    for (int i = 0; i < before.size(); i++) {
      Leaf leaf = p.leaves().get(i);
      boolean table = leaf.kind() == Leaf.Kind.WEIGHT || leaf.kind() == Leaf.Kind.EMBEDDING;
      float[] wanted = before.get(i).clone();
      for (int k = 0; table && k < wanted.length; k++) {
        wanted[k] *= 1 - 1e-2f * 0.1f;
      }
      assertArrayEquals(wanted, p.arrays().get(i).toFloatArray(), 1e-6f, leaf.name());
      boolean named = leaf.name().matches("(?i).*(norm|bias).*");
      assertEquals(named, !table, leaf.name());
    }
  }

  @Test
  void whatCannotBeFrozenIsNamed() throws IOException {
    GovernanceException many =
        assertThrows(GovernanceException.class, () -> model("bert-token", freezing(true, 9)));
    assertTrue(many.getMessage().contains("9 layers of 3"), many.getMessage());
    GovernanceException shared =
        assertThrows(GovernanceException.class, () -> model("albert-sequence", freezing(true, 2)));
    assertTrue(shared.getMessage().contains("share their weights"), shared.getMessage());
    assertEquals(
        Task.SEQUENCE_CLASSIFICATION, model("albert-sequence", freezing(true, 0)).config().task());
  }
}
