package governance.engine.internal.io;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import governance.api.model.Task;
import governance.engine.internal.arch.Settings;
import governance.engine.internal.nn.Lora;
import governance.engine.internal.nn.LoraTargets;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.ParameterLayout;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The {@code adapter_config.json} of the library PEFT, for plain LoRA. */
final class PeftConfig {
  /** Switches that must be off, because they change the computation. */
  private static final List<String> OFF =
      List.of("use_rslora", "use_dora", "use_qalora", "lora_bias", "fan_in_fan_out");

  /** What must be absent, null or empty for the same reason. */
  private static final List<String> EMPTY =
      List.of(
          "rank_pattern",
          "alpha_pattern",
          "layer_replication",
          "target_parameters",
          "trainable_token_indices",
          "use_bdlora",
          "alora_invocation_tokens");

  private PeftConfig() {}

  /**
   * Reads rank, alpha and dropout.
   *
   * @param modules linear layers that the adapter has updates for
   * @throws governance.api.GovernanceException if it is no plain LoRA
   */
  static Lora lora(Settings settings, Set<String> modules) {
    String type = settings.text("peft_type", "nothing");
    if (!type.equals("LORA")) {
      throw settings.problem("peft_type", type, "LORA");
    }
    for (String key : OFF) {
      require(settings, key, !settings.has(key) || settings.text(key, "").equals("false"), "false");
    }
    require(settings, "bias", settings.text("bias", "none").equals("none"), "none");
    for (String key : EMPTY) {
      boolean empty =
          !settings.has(key) || settings.json().get(key).toString().matches("\\{}|\\[]");
      require(settings, key, empty, "null");
    }
    double alpha = settings.number("lora_alpha", 8);
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw settings.problem("lora_alpha", "" + alpha, "a number above 0");
    }
    double dropout = settings.probability("lora_dropout", 0);
    return new Lora(settings.size("r", 8), alpha, dropout, modules);
  }

  private static void require(Settings settings, String key, boolean fine, String allowed) {
    if (!fine) {
      throw settings.problem(key, settings.json().get(key).toString(), allowed);
    }
  }

  /**
   * The file for a model's updates.
   *
   * @param base where the base model is
   */
  static String write(ModelConfig config, String base) {
    Lora lora = config.lora().orElseThrow();
    List<String> head = ParameterLayout.headLayers(config);
    JsonObject json = new JsonObject();
    json.add("alpha_pattern", new JsonObject());
    json.add("auto_mapping", null);
    json.addProperty("base_model_name_or_path", base);
    json.addProperty("bias", "none");
    json.addProperty("fan_in_fan_out", false);
    json.addProperty("inference_mode", true);
    json.addProperty("init_lora_weights", true);
    json.add("layers_pattern", null);
    json.add("layers_to_transform", null);
    boolean whole = lora.alpha() == Math.rint(lora.alpha());
    json.addProperty("lora_alpha", whole ? (Number) (long) lora.alpha() : lora.alpha());
    json.addProperty("lora_dropout", lora.dropout());
    json.add("modules_to_save", array(saved(config, head)));
    json.addProperty("peft_type", "LORA");
    json.addProperty("r", lora.rank());
    json.add("rank_pattern", new JsonObject());
    json.add("revision", null);
    LoraTargets targets = new LoraTargets(config.encoder());
    json.add("target_modules", array(targets.written(lora.modules(), head)));
    boolean sequence = config.task() == Task.SEQUENCE_CLASSIFICATION;
    json.addProperty("task_type", sequence ? "SEQ_CLS" : "TOKEN_CLS");
    json.addProperty("use_dora", false);
    json.addProperty("use_rslora", false);
    return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(json) + "\n";
  }

  /** The head's modules, of which PEFT itself names the classifier with all that is below. */
  private static Set<String> saved(ModelConfig config, List<String> head) {
    String prefix = config.encoder().family().prefix();
    Set<String> saved = new TreeSet<>();
    for (String layer : head) {
      boolean below = layer.startsWith("classifier.");
      boolean encoder = layer.startsWith(prefix);
      saved.add(below ? "classifier" : encoder ? layer.substring(prefix.length()) : layer);
    }
    return saved;
  }

  private static JsonArray array(Iterable<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
