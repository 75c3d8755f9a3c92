package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.Tuning;
import governance.engine.internal.Golden;
import governance.engine.internal.TestDevice;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.io.LoadedModel;
import governance.engine.internal.io.PeftFolder;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.FrozenLeaves;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Lora;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.ScriptModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A small model with an adapter that PEFT wrote, and PEFT's numbers. */
final class AdapterCase implements AutoCloseable {
  private static final Path FOLDER = Path.of("src/test/resources/adapters");

  final NDManager root = TestDevice.root();
  final ScriptModule script = ScriptModule.load(root);
  final Golden base;
  final Path folder;
  final JsonObject expected;
  final LoadedModel model;
  final Encoder encoder;

  AdapterCase(String name, double dropout) throws IOException {
    base = Golden.architecture(name);
    folder = FOLDER.resolve(name);
    String json = Files.readString(folder.resolve("golden.json"));
    expected = JsonParser.parseString(json).getAsJsonObject();
    PeftFolder adapter = new PeftFolder(folder);
    LoadedModel read =
        new HuggingFaceFolder(base.folder())
            .read(
                root, base.task(), List.of(), 0, e -> Optional.of(with(adapter.lora(e), dropout)));
    read.parameters().freeze(FrozenLeaves.of(read.config(), Tuning.FULL));
    List<String> notes = adapter.read(read.config(), read.parameters());
    model = new LoadedModel(read.config().withDropout(dropout), read.parameters(), notes);
    encoder = new Encoder(script, model.config(), model.parameters(), Precision.F32);
  }

  private static Lora with(Lora lora, double dropout) {
    return new Lora(lora.rank(), lora.alpha(), dropout, lora.modules());
  }

  static List<String> names() {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Parameters parameters() {
    return model.parameters();
  }

  Inputs inputs(NDManager manager) {
    return Inputs.of(manager, base.rows(), Math.max(0, model.config().encoder().padding()));
  }

  float[] logits(Encoder of) {
    return GradMode.off(() -> of.infer(root, inputs(root)).logits().toFloatArray());
  }

  /** PEFT's numbers below an entry, where those of padded positions are not compared. */
  double[] numbers(String key) {
    return Golden.flat(expected.get(key)).values();
  }

  Trainer trainer() {
    LearningRate rate = new LearningRate(1e-2, 0, 8, Schedule.CONSTANT);
    return new Trainer(root, script, encoder, new TrainerOptions(5, rate, 0.1, 1));
  }

  /** Mean cross entropy of the labels; padded positions have none. */
  Function<Passes, NDArray> loss() {
    return passes -> {
      NDManager m = passes.manager();
      NDArray logits = passes.forward(inputs(m)).logits();
      NDArray flat = logits.reshape(-1, model.config().labels().size());
      NDArray labels = m.create(labels());
      return script.call("cross_entropy").with(flat).with(labels).with(1L).one(m);
    };
  }

  private long[] labels() {
    int longest = Arrays.stream(base.rows()).mapToInt(r -> r.length).max().orElseThrow();
    if (!expected.getAsJsonArray("labels").get(0).isJsonArray()) {
      return Arrays.stream(numbers("labels")).mapToLong(d -> (long) d).toArray();
    }
    long[] labels = new long[base.rows().length * longest];
    Arrays.fill(labels, -100);
    double[] given = numbers("labels");
    int next = 0;
    for (int row = 0; row < base.rows().length; row++) {
      for (int i = 0; i < base.rows()[row].length; i++) {
        labels[row * longest + i] = (long) given[next++];
      }
    }
    return labels;
  }

  @Override
  public void close() {
    script.close();
    root.close();
  }
}
