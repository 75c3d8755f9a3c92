package governance.engine.internal.io;

import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.ModelRequest.Architecture;
import governance.engine.internal.memory.Values;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Family;
import governance.engine.internal.nn.Initializer;
import governance.engine.internal.nn.Lora;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.EncoderModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder in Hugging Face layout: {@code config.json} and {@code model.safetensors}, whole or in
 * parts. What is written here loads with {@code AutoModelForSequenceClassification}, {@code
 * AutoModelForTokenClassification} or {@code AutoModelForMaskedLM}.
 */
public final class HuggingFaceFolder {
  private static final String CONFIG = "config.json";
  private static final String MODULE = "encoder.pt";

  /**
   * Pre-training on hidden places alone leaves no pooler. A random one hides from the classifier
   * what the encoder knows until it is trained, which short trainings do not have the steps for.
   */
  private static final String POOLER = "bert.pooler.dense.weight";

  private final Path folder;

  /** Names a folder; nothing is read yet. */
  public HuggingFaceFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a model. A head that the folder lacks, or that is for other classes, is made new from the
   * seed, and a note says so; everything else must be there.
   *
   * @param root owns the weights
   * @param labels names of the classes, or an empty list for those of the folder
   * @param seed seed of a new head
   * @throws GovernanceException if the architecture is not supported or a weight is missing, has a
   *     wrong shape or is not a finite number
   */
  public LoadedModel read(NDManager root, Task task, List<String> labels, long seed)
      throws IOException {
    return read(root, task, labels, seed, encoder -> Optional.empty());
  }

  /** Reads the shape of the encoder alone. */
  public EncoderConfig encoder() throws IOException {
    return ConfigJson.read(existing(CONFIG)).encoder();
  }

  /** Says which low-rank updates an encoder has. */
  @FunctionalInterface
  public interface Updates {
    /** The updates of the encoder that was found. */
    Optional<Lora> of(EncoderConfig encoder) throws IOException;
  }

  /** The same with room for low-rank updates, whose values are not set. */
  public LoadedModel read(
      NDManager root, Task task, List<String> labels, long seed, Updates updates)
      throws IOException {
    ConfigJson json = ConfigJson.read(existing(CONFIG));
    EncoderConfig encoder = json.encoder();
    if (task == Task.MASKED_LANGUAGE_MODEL && encoder.family() != Family.BERT) {
      throw GovernanceException.spec(
          "task",
          "is masked-language-model, and " + folder + " holds a model of type " + encoder.family(),
          "bert",
          "Choose the folder of a BERT model");
    }
    List<String> wanted = labels.isEmpty() ? json.labels() : labels;
    double dropout = json.headDropout(encoder, task);
    ModelConfig config = new ModelConfig(encoder, task, wanted, dropout, updates.of(encoder));
    try (WeightFiles files = WeightFiles.open(folder, encoder.family().external())) {
      WeightReader reader = new WeightReader(files, config);
      List<String> notes = new ArrayList<>();
      Set<String> fresh = fresh(reader, json, task, wanted, notes);
      reader.check(fresh);
      Parameters parameters = new Parameters(root, config);
      try {
        new Initializer(encoder, seed).fill(parameters, fresh::contains);
        if (fresh.contains(POOLER)) {
          Values pooler = parameters.values(POOLER);
          pooler.write(values -> Initializer.identity(values, encoder.hidden()));
        }
        reader.readAll(parameters, fresh);
        return new LoadedModel(config, parameters, notes);
      } catch (IOException | RuntimeException e) {
        parameters.close();
        throw e;
      }
    }
  }

  /**
   * Looks at the folder without reading values of weights.
   *
   * @throws GovernanceException if the architecture is not supported or a file is missing
   */
  public FolderFacts facts() throws IOException {
    EncoderConfig e = ConfigJson.read(existing(CONFIG)).encoder();
    Architecture shape =
        new Architecture(
            e.vocabulary(), e.depth(), e.hidden(), e.heads(), e.intermediate(), e.positions());
    String type = e.family().type();
    boolean external = e.family().external();
    try (WeightFiles files = WeightFiles.open(folder, external)) {
      long module = external ? Files.size(existing(MODULE)) : 0;
      // the smallest head: whether there is one does not matter
      ModelConfig config = new ModelConfig(e, Task.TOKEN_CLASSIFICATION, List.of("a", "b"));
      WeightReader reader = new WeightReader(files, config);
      Set<String> head = new TreeSet<>();
      reader.head().forEach(head::addAll);
      return new FolderFacts(
          type,
          Optional.of(shape),
          files.values(),
          files.bytes() + module,
          !external,
          reader.problems(head));
    } catch (GovernanceException wrong) {
      return new FolderFacts(type, Optional.of(shape), 0, 0, !external, wrong.problems());
    }
  }

  /**
   * Returns the digest of some leaves as they would be read, without making a model; equals {@link
   * Parameters#frozenDigest()} where these are frozen.
   *
   * @param leaves by index; all are in the weights with their shapes
   */
  String digest(ModelConfig config, BitSet leaves) throws IOException {
    try (WeightFiles files = WeightFiles.open(folder)) {
      return new WeightReader(files, config).digest(leaves);
    }
  }

  /** Names of the parameters that begin with random values, and notes that say why. */
  private static Set<String> fresh(
      WeightReader reader, ConfigJson json, Task task, List<String> wanted, List<String> notes) {
    Set<String> fresh = new TreeSet<>(reader.absentHead());
    List<List<String>> head = reader.head();
    if (!fresh.isEmpty()) {
      notes.add("new random weights for " + String.join(", ", fresh));
      if (fresh.contains(POOLER)) {
        notes.add("the new pooler begins as the identity");
      }
    } else if (task == Task.MASKED_LANGUAGE_MODEL) {
      return fresh;
    } else if (!sameClasses(json.labels(), wanted)) {
      fresh.addAll(head.get(head.size() - 1));
      notes.add("new random classifier: the folder's is for the classes " + json.labels());
    } else if (task == Task.SEQUENCE_CLASSIFICATION && !json.singleLabel()) {
      fresh.addAll(head.get(head.size() - 1));
      notes.add("new random classifier: the folder's is for " + json.problemType());
    }
    return fresh;
  }

  /**
   * Generic names (LABEL_0, …) say nothing, so a head with them fits any classes of that number.
   */
  private static boolean sameClasses(List<String> own, List<String> wanted) {
    boolean generic = own.stream().allMatch(name -> name.matches("LABEL_\\d+"));
    return own.equals(wanted) || generic;
  }

  private Path existing(String name) {
    Path file = folder.resolve(name);
    if (Files.isRegularFile(file)) {
      return file;
    }
    String advice =
        Files.exists(folder.resolve(PeftFolder.CONFIG))
            ? "This is an adapter: set model.folder to its base and model.adapter.folder to this"
            : "Choose a folder in Hugging Face layout";
    throw GovernanceException.spec(folder.toString(), "no file " + name, name, advice);
  }

  /** Loads the TorchScript encoder of a model that has one. */
  public Optional<EncoderModule> module(NDManager root, ModelConfig config) {
    if (!config.encoder().family().external()) {
      return Optional.empty();
    }
    Path file = existing(MODULE);
    return Optional.of(EncoderModule.load(root, file, config.encoder().hidden()));
  }

  /** Writes a TorchScript encoder beside the head, as it was loaded. */
  public void write(EncoderModule module) throws IOException {
    Path target = folder.resolve(MODULE);
    if (!Files.exists(target) || !Files.isSameFile(module.file(), target)) {
      Files.copy(module.file(), target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Writes the model, low-rank updates added to its weights; each file is there whole or not at
   * all. The folder is made if needed.
   */
  public void write(ModelConfig config, Parameters parameters) throws IOException {
    Files.createDirectories(folder);
    SafeTensorsWriter writer = new SafeTensorsWriter(Map.of("format", "pt"));
    MergedWeights weights = new MergedWeights(config, parameters);
    parameters.shapes().forEach((name, shape) -> writer.add(name, shape, weights.values(name)));
    writer.write(folder.resolve(WeightFiles.WHOLE));
    AtomicFile.write(folder.resolve(CONFIG), ConfigJson.write(config));
  }
}
