package governance.engine.internal.io;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.engine.internal.arch.Settings;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Lora;
import governance.engine.internal.nn.LoraLayout;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.ParameterLayout;
import governance.engine.internal.nn.Parameters;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder in the layout of the library PEFT: {@code adapter_config.json} and {@code
 * adapter_model.safetensors} with low-rank updates and the head. The header of the weights also
 * holds the classes and the digest of the base, so that another base is noticed.
 */
public final class PeftFolder {
  static final String CONFIG = "adapter_config.json";
  private static final String WEIGHTS = "adapter_model.safetensors";
  private static final String BASE = "base_sha256";
  private static final String PREFIX = "base_model.model.";
  private static final String DOWN = ".lora_A.weight";
  private static final String ADVICE = "Choose the folder that the adapter was trained on as base";

  private final Path folder;

  /** Names a folder; nothing is read yet. */
  public PeftFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * What the adapter updates in an encoder.
   *
   * @throws GovernanceException if it is no plain LoRA or does not fit the encoder
   */
  public Lora lora(EncoderConfig encoder) throws IOException {
    Settings settings = settings();
    try (SafeTensorsFile file = SafeTensorsFile.open(existing(WEIGHTS))) {
      Set<String> modules = new TreeSet<>();
      for (String name : file.names()) {
        if (name.startsWith(PREFIX) && name.endsWith(DOWN)) {
          modules.add(name.substring(PREFIX.length(), name.length() - DOWN.length()));
        }
      }
      Lora lora = PeftConfig.lora(settings, modules);
      check(file, lora, encoder);
      return lora;
    }
  }

  private Settings settings() throws IOException {
    Path file = existing(CONFIG);
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new Settings(file.toString(), JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw GovernanceException.spec(
          file.toString(), "not a JSON object", "", "Write the adapter again with save_pretrained");
    }
  }

  private Path existing(String name) {
    Path file = folder.resolve(name);
    if (Files.isRegularFile(file)) {
      return file;
    }
    throw GovernanceException.spec(
        folder.toString(), "no file " + name, name, "Choose a folder in the layout of PEFT");
  }

  private void check(SafeTensorsFile file, Lora lora, EncoderConfig encoder) {
    Map<String, long[]> linears = LoraLayout.linears(encoder);
    if (lora.modules().isEmpty()) {
      throw problem("", "has no low-rank updates", "names that end in " + DOWN);
    }
    for (String module : lora.modules()) {
      long[] weight = linears.get(module);
      if (weight == null) {
        String got = "updates " + module + ", which the base does not have";
        throw problem(
            "", got, "linear layers of " + encoder.layers() + " layers of " + encoder.family());
      }
      shape(file, Lora.down(module), lora.rank(), weight[1]);
      shape(file, Lora.up(module), weight[0], lora.rank());
    }
  }

  private void shape(SafeTensorsFile file, String name, long... wanted) {
    String stored = PREFIX + name;
    long[] got = file.names().contains(stored) ? file.shape(stored) : null;
    if (!Arrays.equals(got, wanted)) {
      String what = got == null ? "missing" : "shape " + Arrays.toString(got);
      throw problem(", tensor " + stored, what, "shape " + Arrays.toString(wanted));
    }
  }

  private GovernanceException problem(String what, String got, String allowed) {
    return GovernanceException.spec(folder.resolve(WEIGHTS) + what, got, allowed, ADVICE);
  }

  /**
   * Reads updates and head. A head for other classes is left as it is, and a note says so.
   *
   * @param parameters the base; its encoder is frozen
   * @return what a reader should know
   * @throws GovernanceException if the adapter belongs to another base or a value is not finite
   */
  public List<String> read(ModelConfig config, Parameters parameters) throws IOException {
    List<String> notes = new ArrayList<>();
    try (SafeTensorsFile file = SafeTensorsFile.open(existing(WEIGHTS))) {
      checkBase(file, parameters::frozenDigest);
      for (String module : config.lora().orElseThrow().modules()) {
        read(file, parameters, Lora.down(module));
        read(file, parameters, Lora.up(module));
      }
      boolean same = sameClasses(file, config);
      List<String> head = ParameterLayout.headLayers(config);
      for (String layer : same ? head : head.subList(0, head.size() - 1)) {
        readHead(file, parameters, layer, notes);
      }
      if (!same) {
        String classes = file.metadata().get("classes");
        notes.add("new classifier: the adapter's is for the classes " + classes);
      }
    }
    return notes;
  }

  /** The digest of a base. */
  @FunctionalInterface
  private interface BaseDigest {
    String hex() throws IOException;
  }

  /**
   * Looks without the native library whether a base is the one that the adapter was made for, as
   * far as the adapter tells.
   *
   * @param frozen the leaves of the base, by index
   * @throws GovernanceException if it is another one
   */
  public void checkBase(HuggingFaceFolder base, ModelConfig config, BitSet frozen)
      throws IOException {
    try (SafeTensorsFile file = SafeTensorsFile.open(existing(WEIGHTS))) {
      checkBase(file, () -> base.digest(config, frozen));
    }
  }

  private void checkBase(SafeTensorsFile file, BaseDigest base) throws IOException {
    String wanted = file.metadata().get(BASE);
    String own = wanted == null ? null : base.hex();
    if (wanted != null && !wanted.equals(own)) {
      throw problem("", "made for a base with digest " + wanted, own);
    }
  }

  private static boolean sameClasses(SafeTensorsFile file, ModelConfig config) {
    String classes = file.metadata().get("classes");
    return classes == null || classes.equals(new Gson().toJson(config.labels()));
  }

  private void readHead(
      SafeTensorsFile file, Parameters parameters, String layer, List<String> notes)
      throws IOException {
    List<String> both = List.of(layer + ".weight", layer + ".bias");
    for (String name : both) {
      long[] wanted = parameters.shapes().get(name);
      boolean there = file.names().contains(PREFIX + name);
      if (!there || !Arrays.equals(file.shape(PREFIX + name), wanted)) {
        notes.add("the adapter has no " + layer + " for these classes: that of the base is used");
        return;
      }
    }
    for (String name : both) {
      read(file, parameters, name);
    }
  }

  private void read(SafeTensorsFile file, Parameters parameters, String name) throws IOException {
    parameters
        .values(name)
        .write(
            values -> {
              file.read(PREFIX + name, values);
              checkFinite(name, values.rewind());
            });
  }

  private void checkFinite(String name, FloatBuffer values) {
    while (values.hasRemaining()) {
      float value = values.get();
      if (!Float.isFinite(value)) {
        throw GovernanceException.spec(
            folder.resolve(WEIGHTS) + ", tensor " + PREFIX + name,
            "the value " + value,
            "finite numbers",
            WeightReader.NOT_FINITE);
      }
    }
  }

  /**
   * Writes updates and head; each file is there whole or not at all.
   *
   * @param base where the base model is, for the library to find it
   */
  public void write(ModelConfig config, Parameters parameters, String base) throws IOException {
    Files.createDirectories(folder);
    JsonArray classes = new JsonArray();
    config.labels().forEach(classes::add);
    Map<String, String> metadata =
        Map.of("format", "pt", BASE, parameters.frozenDigest(), "classes", classes.toString());
    SafeTensorsWriter writer = new SafeTensorsWriter(new java.util.TreeMap<>(metadata));
    for (int i : parameters.trained()) {
      var leaf = parameters.leaves().get(i);
      writer.add(PREFIX + leaf.name(), leaf.partShape(), parameters.values(leaf.name()));
    }
    writer.write(folder.resolve(WEIGHTS));
    AtomicFile.write(folder.resolve(CONFIG), PeftConfig.write(config, base));
  }
}
