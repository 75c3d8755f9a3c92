package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import governance.api.GovernanceException;
import governance.engine.RandomNumbers;
import governance.engine.internal.io.SafeTensorsFile;
import governance.engine.internal.io.SafeTensorsWriter;
import governance.engine.internal.memory.Values;
import governance.engine.internal.nn.Dropout;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trained parameters (those of penalties included), moments, buffers of penalties and position of a
 * training in one safetensors file, written atomically; of what is not trained the digest. The
 * random numbers of a step follow from seed and step, so nothing else is needed to go on with the
 * same bits.
 */
public final class Checkpoint {
  /** Entry that says how flags of dropout are drawn; without it they follow from a hash. */
  private static final String DROPOUT = "dropout";

  private static final String ADVICE = "Resume with the spec that the run was started with";

  private final Trainer trainer;

  /** A view of a training that is written or restored. */
  public Checkpoint(Trainer trainer) {
    this.trainer = trainer;
  }

  /**
   * Writes the state.
   *
   * @param more entries of the caller, such as its position in the data
   */
  public void write(Path file, Map<String, String> more) throws IOException {
    writer(more).write(file);
  }

  /** Writes the state to a channel, which stays open. */
  public void write(WritableByteChannel out, Map<String, String> more) throws IOException {
    writer(more).write(out);
  }

  private SafeTensorsWriter writer(Map<String, String> more) throws IOException {
    // sorted, so that equal states give equal files
    Map<String, String> metadata = new TreeMap<>(more);
    metadata.putAll(settings());
    metadata.put(DROPOUT, trainer.dropoutForm());
    metadata.put("step", String.valueOf(trainer.step()));
    metadata.put("updates", String.valueOf(trainer.optimiser().step()));
    SafeTensorsWriter writer = new SafeTensorsWriter(metadata);
    forEach(writer::add);
    return writer;
  }

  /**
   * Restores the state; nothing is changed if the file does not fit.
   *
   * @return the entries of the caller
   * @throws GovernanceException if the file is damaged or of another model or run
   */
  public Map<String, String> restore(Path path) throws IOException {
    try (SafeTensorsFile file = SafeTensorsFile.open(path)) {
      return restore(path.toString(), file);
    }
  }

  /** Restores the state from an open file, which is called {@code path} in messages. */
  public Map<String, String> restore(String path, SafeTensorsFile file) throws IOException {
    check(path, file);
    forEach((name, shape, values) -> values.write(buffer -> file.read(name, buffer)));
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    long step = Long.parseLong(metadata.remove("step"));
    trainer.restore(step, Long.parseLong(metadata.remove("updates")));
    settings().keySet().forEach(metadata::remove);
    metadata.remove(DROPOUT);
    return metadata;
  }

  private void check(String path, SafeTensorsFile file) throws IOException {
    for (Map.Entry<String, String> setting : settings().entrySet()) {
      String got = file.metadata().get(setting.getKey());
      if (!setting.getValue().equals(got)) {
        String subject = path + ", " + setting.getKey();
        throw GovernanceException.spec(subject, String.valueOf(got), setting.getValue(), ADVICE);
      }
    }
    checkDropout(path, file.metadata().getOrDefault(DROPOUT, RandomNumbers.HASH));
    for (String key : List.of("step", "updates")) {
      String got = String.valueOf(file.metadata().get(key));
      if (!got.matches("\\d{1,18}")) {
        throw GovernanceException.data(path + ", " + key, got, "a whole number", ADVICE);
      }
    }
    forEach(
        (name, shape, values) -> {
          long[] got = file.names().contains(name) ? file.shape(name) : null;
          if (!Arrays.equals(got, shape)) {
            String allowed = "shape " + Arrays.toString(shape);
            String subject = path + ", tensor " + name;
            throw GovernanceException.spec(subject, Arrays.toString(got), allowed, ADVICE);
          }
        });
  }

  private void checkDropout(String path, String got) {
    String now = trainer.dropoutForm();
    if (!now.equals(got)) {
      String option = "-D" + Dropout.PROPERTY + "=" + RandomNumbers.LIBRARY;
      throw GovernanceException.spec(
          path + ", " + DROPOUT,
          got + ", and dropout is drawn by " + now + " here",
          now,
          got.equals(RandomNumbers.LIBRARY)
              ? "Resume on a graphics card with " + option + " in GOVERNANCE_JAVA_OPTS"
              : "Resume without " + option + " in GOVERNANCE_JAVA_OPTS");
    }
  }

  /** What must be the same when a training goes on. */
  private Map<String, String> settings() {
    TrainerOptions options = trainer.options();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("format", "governance-checkpoint-1");
    settings.put("seed", String.valueOf(options.seed()));
    settings.put("schedule", options.rate().toString());
    settings.put("weightDecay", String.valueOf(options.weightDecay()));
    settings.put("clipNorm", String.valueOf(options.clipNorm()));
    settings.put("precision", trainer.encoder().half() ? "bf16" : "f32");
    settings.put("model", trainer.encoder().config().toString());
    settings.put("frozenSha256", trainer.frozen());
    return settings;
  }

  private void forEach(Visitor visitor) throws IOException {
    Parameters parameters = trainer.encoder().parameters();
    List<Integer> trained = parameters.trained();
    for (int i = 0; i < trained.size(); i++) {
      Leaf leaf = parameters.leaves().get(trained.get(i));
      visit(visitor, leaf.name(), leaf.shape(), parameters.arrays().get(trained.get(i)), i);
    }
    int next = trained.size();
    for (OwnTensors.Slot slot : trainer.own().slots()) {
      visit(visitor, "penalty." + slot.name(), slot.shape(), slot.array(), next++);
    }
    for (Map.Entry<String, NDArray> kept : trainer.own().buffers().slots().entrySet()) {
      long[] shape = kept.getValue().getShape().getShape();
      visitor.visit("b.penalty." + kept.getKey(), shape, Values.of(kept.getValue()));
    }
  }

  private void visit(Visitor visitor, String name, long[] shape, NDArray values, int index)
      throws IOException {
    visitor.visit("p." + name, shape, Values.of(values));
    visitor.visit("m." + name, shape, Values.of(trainer.optimiser().first().get(index)));
    visitor.visit("v." + name, shape, Values.of(trainer.optimiser().second().get(index)));
  }

  @FunctionalInterface
  private interface Visitor {
    void visit(String name, long[] shape, Values values) throws IOException;
  }
}
