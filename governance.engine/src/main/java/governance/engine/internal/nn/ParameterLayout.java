package governance.engine.internal.nn;

import governance.api.model.Task;
import governance.engine.internal.nn.Leaf.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The leaves of a model in the order that the script text expects: those of the embeddings, twelve
 * a layer with query, key and value fused, two for each low-rank update, then the head.
 */
public final class ParameterLayout {
  private static final int LAYER = 12;
  private static final String TRANSFORM = "cls.predictions.transform.";
  private static final String DECODER_BIAS = "cls.predictions.bias";

  private final EncoderConfig encoder;
  private final Names names;
  private final List<Leaf> leaves = new ArrayList<>();

  private ParameterLayout(EncoderConfig encoder) {
    this.encoder = encoder;
    this.names = encoder.family().names();
  }

  /** The leaves of a model. */
  public static List<Leaf> of(ModelConfig config) {
    EncoderConfig e = config.encoder();
    ParameterLayout layout = new ParameterLayout(e);
    if (!e.family().external()) {
      layout.embeddings();
    }
    for (int i = 0; i < e.ownLayers(); i++) {
      int inner = e.form().inner();
      layout.layer(layout.names.layer().formatted(i / inner, i % inner));
    }
    config.lora().ifPresent(l -> layout.leaves.addAll(new LoraLayout(e, l).leaves()));
    if (config.task() == Task.MASKED_LANGUAGE_MODEL) {
      layout.maskedHead(e.hidden(), e.vocabulary());
      return List.copyOf(layout.leaves);
    }
    List<String> head = headLayers(config);
    for (String name : head.subList(0, head.size() - 1)) {
      layout.linear(name, e.hidden(), e.hidden());
    }
    layout.linear(head.get(head.size() - 1), config.labels().size(), e.hidden());
    return List.copyOf(layout.leaves);
  }

  /**
   * Hugging Face names with the shapes they have in files, in a stable order, without low-rank
   * updates.
   */
  public static Map<String, long[]> shapes(ModelConfig config) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    of(config.withLora(Optional.empty()))
        .forEach(leaf -> leaf.parts().forEach(p -> shapes.put(p, leaf.partShape())));
    return shapes;
  }

  /** Full names of the head's linear layers; the last gives the logits. */
  public static List<String> headLayers(ModelConfig config) {
    SequenceHead head = config.encoder().family().head();
    return config.task() == Task.SEQUENCE_CLASSIFICATION
        ? List.of(head.dense(), head.classifier())
        : List.of(Family.TOKEN_CLASSIFIER);
  }

  /**
   * How the leaves are used, as the script text expects it: row of the first position, whether
   * there are types, whether there is a projection, dropout after attention, after the feed-forward
   * part, before the head's dense layer, activation of that layer, then the first leaf of each
   * layer that is applied.
   */
  static long[] plan(EncoderConfig e) {
    Family family = e.family();
    long[] plan = new long[7 + e.depth()];
    plan[0] = e.form().offset();
    plan[1] = e.types() > 0 ? 1 : 0;
    plan[2] = e.form().projected() ? 1 : 0;
    plan[3] = family.dropAttention() ? 1 : 0;
    plan[4] = family.dropOutput() ? 1 : 0;
    plan[5] = family.head().dropFirst() ? 1 : 0;
    plan[6] = family.head().activation().ordinal();
    for (int i = 0; i < e.depth(); i++) {
      plan[7 + i] = layerLeaf(e, e.ownLayer(i));
    }
    return plan;
  }

  /** Index of the first leaf after the encoder's layers. */
  static int end(EncoderConfig e) {
    return embeddingLeaves(e) + LAYER * e.ownLayers();
  }

  /** Number of leaves of the embeddings; they come first. */
  static int embeddingLeaves(EncoderConfig e) {
    return 4 + (e.types() > 0 ? 1 : 0) + (e.form().projected() ? 2 : 0);
  }

  /** Index of the first leaf of a layer that owns weights. */
  static int layerLeaf(EncoderConfig e, int ownLayer) {
    return embeddingLeaves(e) + LAYER * ownLayer;
  }

  private void embeddings() {
    int width = encoder.form().embedding();
    table(encoder.family().words(), encoder.vocabulary(), width);
    table(encoder.family().positions(), encoder.positions() + encoder.form().offset(), width);
    if (encoder.types() > 0) {
      table(full(names.types()) + ".weight", encoder.types(), width);
    }
    norm(full(names.norm()), width);
    if (encoder.form().projected()) {
      linear(full(names.projection()), encoder.hidden(), width);
    }
  }

  private String full(String name) {
    return encoder.family().prefix() + name;
  }

  private void layer(String name) {
    String base = full(name);
    int hidden = encoder.hidden();
    fused(base);
    linear(base + names.attentionOutput(), hidden, hidden);
    norm(base + names.attentionNorm(), hidden);
    linear(base + names.intermediate(), encoder.intermediate(), hidden);
    linear(base + names.output(), hidden, encoder.intermediate());
    norm(base + names.outputNorm(), hidden);
  }

  private void fused(String base) {
    List<String> fused = List.of(names.query(), names.key(), names.value());
    List<String> weights = fused.stream().map(n -> base + n + ".weight").toList();
    List<String> biases = fused.stream().map(n -> base + n + ".bias").toList();
    String name = base + names.query().substring(0, names.query().lastIndexOf('.') + 1) + "qkv";
    leaves.add(
        new Leaf(name + ".weight", Kind.WEIGHT, encoder.hidden(), encoder.hidden(), weights));
    leaves.add(new Leaf(name + ".bias", Kind.BIAS, encoder.hidden(), 0, biases));
  }

  /** The decoder is the table of word embeddings, so only its bias is a leaf. */
  private void maskedHead(int hidden, int vocabulary) {
    linear(TRANSFORM + "dense", hidden, hidden);
    norm(TRANSFORM + "LayerNorm", hidden);
    leaves.add(new Leaf(DECODER_BIAS, Kind.BIAS, vocabulary, 0, List.of(DECODER_BIAS)));
  }

  /** Parameters of each layer of the head of a masked language model. */
  public static List<List<String>> maskedHead() {
    String dense = TRANSFORM + "dense";
    String norm = TRANSFORM + "LayerNorm";
    return List.of(
        List.of(dense + ".weight", dense + ".bias"),
        List.of(norm + ".weight", norm + ".bias"),
        List.of(DECODER_BIAS));
  }

  private void table(String name, int rows, int columns) {
    leaves.add(new Leaf(name, Kind.EMBEDDING, rows, columns, List.of(name)));
  }

  private void linear(String name, int out, int in) {
    leaves.add(new Leaf(name + ".weight", Kind.WEIGHT, out, in, List.of(name + ".weight")));
    leaves.add(new Leaf(name + ".bias", Kind.BIAS, out, 0, List.of(name + ".bias")));
  }

  private void norm(String name, int size) {
    leaves.add(new Leaf(name + ".weight", Kind.GAIN, size, 0, List.of(name + ".weight")));
    leaves.add(new Leaf(name + ".bias", Kind.BIAS, size, 0, List.of(name + ".bias")));
  }
}
