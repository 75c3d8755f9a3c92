package governance.engine.internal.nn;

import governance.api.model.Task;
import governance.engine.internal.nn.Leaf.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The leaves of a model in the order that the script text expects: five of the embeddings, twelve a
 * layer with query, key and value fused, then the head.
 */
final class ParameterLayout {
  private final List<Leaf> leaves = new ArrayList<>();

  private ParameterLayout() {}

  static List<Leaf> of(ModelConfig config) {
    EncoderConfig e = config.encoder();
    ParameterLayout layout = new ParameterLayout();
    String base = "bert.embeddings.";
    layout.table(base + "word_embeddings.weight", e.vocabulary(), e.hidden());
    layout.table(base + "position_embeddings.weight", e.positions(), e.hidden());
    layout.table(base + "token_type_embeddings.weight", e.types(), e.hidden());
    layout.norm(base + "LayerNorm", e.hidden());
    for (int i = 0; i < e.layers(); i++) {
      layout.layer("bert.encoder.layer." + i + ".", e.hidden(), e.intermediate());
    }
    if (config.task() == Task.SEQUENCE_CLASSIFICATION) {
      layout.linear("bert.pooler.dense", e.hidden(), e.hidden());
    }
    layout.linear("classifier", config.labels().size(), e.hidden());
    return List.copyOf(layout.leaves);
  }

  private void layer(String base, int hidden, int intermediate) {
    String self = base + "attention.self.";
    List<String> fused = List.of(self + "query", self + "key", self + "value");
    List<String> weights = fused.stream().map(n -> n + ".weight").toList();
    List<String> biases = fused.stream().map(n -> n + ".bias").toList();
    leaves.add(new Leaf(self + "qkv.weight", Kind.WEIGHT, hidden, hidden, weights));
    leaves.add(new Leaf(self + "qkv.bias", Kind.BIAS, hidden, 0, biases));
    linear(base + "attention.output.dense", hidden, hidden);
    norm(base + "attention.output.LayerNorm", hidden);
    linear(base + "intermediate.dense", intermediate, hidden);
    linear(base + "output.dense", hidden, intermediate);
    norm(base + "output.LayerNorm", hidden);
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
