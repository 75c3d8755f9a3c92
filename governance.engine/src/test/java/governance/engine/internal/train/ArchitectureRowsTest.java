package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.model.Task;
import governance.api.train.GradientPlan.Clipping;
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
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.rows.ClipRule;
import governance.engine.internal.script.EncoderModule;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.RowCase.Losses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of rows of every architecture, with updates, frozen parts and tied weights. */
class ArchitectureRowsTest {
  private static final double EXACT = 1e-5;

  private final NDManager root = TestDevice.root();
  private final ScriptModule script = ScriptModule.load(root);

  @AfterEach
  void close() {
    script.close();
    root.close();
  }

  static List<String> architectures() {
    return Golden.architectures();
  }

  static List<String> adapters() {
    return AdapterCase.names();
  }

  private static Trainer trainer(NDManager root, ScriptModule script, Encoder encoder) {
    LearningRate rate = new LearningRate(1e-2, 0, 8, Schedule.CONSTANT);
    return new Trainer(root, script, encoder, new TrainerOptions(5, rate, 0.1, 0));
  }

  /** Losses of rows, most of whose labels are of the first class. */
  private static Losses losses(ScriptModule script, Encoder encoder, int[][] rows) {
    int classes = encoder.config().labels().size();
    boolean token = encoder.config().task() == Task.TOKEN_CLASSIFICATION;
    return passes -> {
      NDManager m = passes.manager();
      int padding = Math.max(0, encoder.config().encoder().padding());
      NDArray logits = passes.forward(Inputs.of(m, rows, padding)).logits();
      long count = logits.size() / classes;
      long[] labels = new long[(int) count];
      labels[0] = 1;
      Shape shape = token ? new Shape(rows.length, count / rows.length) : new Shape(count);
      for (int i = 0; i < labels.length; i++) {
        int length = labels.length / rows.length;
        labels[i] = token && i % length >= rows[i / length].length ? -100 : labels[i];
      }
      NDArray y = m.create(labels, shape);
      return script.call("row_losses").with(logits).with(y).one(m).get(1);
    };
  }

  private void check(String name, Tuning tuning, double dropout) throws IOException {
    Golden golden = Golden.architecture(name);
    LoadedModel model =
        new HuggingFaceFolder(golden.folder()).read(root, golden.task(), List.of(), 0);
    model.parameters().freeze(FrozenLeaves.of(model.config(), tuning));
    ModelConfig config = model.config().withDropout(dropout);
    Encoder encoder = new Encoder(script, config, model.parameters(), Precision.F32);
    try (Trainer trainer = trainer(root, script, encoder)) {
      Losses losses = losses(script, encoder, golden.rows());
      new RowCase(trainer, model.parameters(), golden.rows().length, losses).check(EXACT);
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void everyArchitectureAndHead(String name) throws IOException {
    check(name, Tuning.FULL, 0.1);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void frozenEmbeddingsAndAFrozenEncoder(String name) throws IOException {
    check(name, new Tuning(Optional.empty(), new Freeze(true, 0)), 0);
    check(name, new Tuning(Optional.empty(), new Freeze(true, Freeze.ALL_LAYERS)), 0);
  }

  @Test
  void aFrozenLayerBelowTrainedOnes() throws IOException {
    check("bert-token", new Tuning(Optional.empty(), new Freeze(true, 1)), 0.1);
    check("roberta-sequence", new Tuning(Optional.empty(), new Freeze(false, 1)), 0.1);
  }

  /** Norms of rows and of their clipped sum by Transformers in double precision; see peers.json. */
  @ParameterizedTest
  @MethodSource("architectures")
  void normsAreThoseOfThePeer(String name) throws IOException {
    JsonObject peer = peer(name);
    double[] norms = Golden.flat(peer.get("norms")).values();
    ClipRule rule = new ClipRule(Clipping.PER_SAMPLE, peer.get("bound").getAsDouble());
    Golden golden = Golden.architecture(name);
    LoadedModel model =
        new HuggingFaceFolder(golden.folder()).read(root, golden.task(), List.of(), 0);
    ModelConfig config = model.config().withDropout(0);
    Encoder encoder = new Encoder(script, config, model.parameters(), Precision.F32);
    try (Trainer trainer = trainer(root, script, encoder)) {
      Losses losses = losses(script, encoder, golden.rows());
      trainer.begin();
      double[] got = new double[norms.length];
      trainer.backwardRows(
          rule,
          passes -> losses.apply(passes).sum(),
          found -> System.arraycopy(found.toDoubleArray(), 0, got, 0, got.length));
      double clipped = GradMode.off(trainer::norm);
      trainer.discard();
      for (int i = 0; i < norms.length; i++) {
        assertEquals(norms[i], got[i], 5e-5 * norms[i], "norm of row " + i);
      }
      double sum = peer.get("clipped").getAsDouble();
      assertEquals(sum, clipped, 5e-5 * sum);
    }
  }

  private static JsonObject peer(String name) throws IOException {
    Path file = Path.of("src/test/resources/governance/engine/internal/train/peers.json");
    var all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    for (JsonElement each : all.getAsJsonArray("row-norms")) {
      if (each.getAsJsonObject().get("model").getAsString().equals(name)) {
        return each.getAsJsonObject();
      }
    }
    throw new AssertionError("no peer for " + name);
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void lowRankUpdates(String name) throws IOException {
    try (AdapterCase c = new AdapterCase(name, 0.2);
        Trainer trainer = c.trainer()) {
      // one step first: the second matrix of an update begins at 0, and the first has no gradient
      trainer.begin();
      trainer.backward(1, c.loss());
      trainer.apply();
      trainer.read();
      Losses losses = losses(c.script, c.encoder, c.base.rows());
      new RowCase(trainer, c.parameters(), c.base.rows().length, losses).check(EXACT);
    }
  }

  @Test
  void theHeadAboveAModule() throws IOException {
    Path folder = Path.of("src/test/resources/torchscript");
    LoadedModel model =
        new HuggingFaceFolder(folder).read(root, Task.SEQUENCE_CLASSIFICATION, List.of(), 0);
    int width = model.config().encoder().hidden();
    int[][] rows = {{2, 5, 6, 3}, {2, 7, 3}, {2, 8, 9, 9, 3}};
    try (EncoderModule module = EncoderModule.load(root, folder.resolve("encoder.pt"), width)) {
      Encoder encoder =
          new Encoder(
              script, model.config().withDropout(0.1), model.parameters(), Precision.F32, module);
      try (Trainer trainer = trainer(root, script, encoder)) {
        Losses losses = losses(script, encoder, rows);
        new RowCase(trainer, model.parameters(), rows.length, losses).check(EXACT);
      }
    }
  }

  @Test
  void theTiedDecoderCountsOnceWithItsLookUp() throws IOException {
    Golden golden = Golden.open("masked-f32");
    LoadedModel model =
        new HuggingFaceFolder(golden.folder())
            .read(root, Task.MASKED_LANGUAGE_MODEL, List.of("other", "original"), 0);
    for (double dropout : new double[] {0, 0.1}) {
      ModelConfig config = model.config().withDropout(dropout);
      Encoder encoder = new Encoder(script, config, model.parameters(), Precision.F32);
      try (Trainer trainer = trainer(root, script, encoder)) {
        RowCase c =
            new RowCase(trainer, model.parameters(), golden.rows().length, masked(golden.rows()));
        c.check(EXACT);
        assertTrue(Arrays.stream(c.norms()).allMatch(n -> n > 0));
      }
    }
  }

  /** Hides one place of the first row and three of each other; what was hidden is looked up too. */
  private Losses masked(int[][] rows) {
    int length = Arrays.stream(rows).mapToInt(r -> r.length).max().orElseThrow();
    long[] places = new long[3 * rows.length - 2];
    long[] originals = new long[places.length];
    long[] owner = new long[places.length];
    int next = 0;
    for (int row = 0; row < rows.length; row++) {
      for (int i = 1; i <= (row == 0 ? 1 : 3); i++) {
        places[next] = (long) row * length + i;
        originals[next] = rows[row][0];
        owner[next++] = row;
      }
    }
    return passes -> {
      NDManager m = passes.manager();
      Inputs in = Inputs.of(m, rows, 0).at(m.create(places));
      NDArray logits = passes.forward(in).logits();
      var call = script.call("masked_losses").with(logits).with(m.create(originals));
      return call.with(m.create(owner)).with((long) rows.length).one(m).get(1);
    };
  }
}
