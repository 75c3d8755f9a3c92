package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Task;
import governance.engine.internal.script.ScriptCall;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A forward pass with activation checkpointing (Chen et al. 2016, arXiv:1604.06174): only what each
 * layer reads is kept, and backward computes the layers once more, from the last to the first, each
 * with the dropout that its key names. Its gradients are those of the usual pass to the last bit:
 * the same operations on the same numbers in the same order.
 */
public final class CheckpointedPass {
  private static final int LAYER_LEAVES = 12;
  private static final int UPDATE_SITES = 6;

  /** Where {@link CallNumbers#plan} begins to name layers. */
  private static final int FIRST_LAYER = 7;

  private final ScriptModule script;
  private final ModelConfig config;
  private final Parameters parameters;
  private final NDManager owner;
  private final Inputs inputs;
  private final Dropout dropout;
  private final DropoutKey key;
  private final NDArray given;
  private final boolean words;
  private final CallNumbers numbers;
  private final long[] whole;
  private final int layers;
  private final int lowest;
  private final List<NDArray> read = new ArrayList<>();
  private NDArray bias;
  private NDArray leaf;

  /**
   * Prepares a pass.
   *
   * @param given word embeddings to begin with, or null to look them up
   * @param dropout source of flags, or null for none
   * @param graph whether the gradient for word embeddings is wanted, and which attention is used
   */
  CheckpointedPass(
      ScriptModule script,
      ModelConfig config,
      Parameters parameters,
      CallNumbers numbers,
      NDManager owner,
      Inputs inputs,
      NDArray given,
      Dropout dropout,
      DropoutKey key,
      Graph graph) {
    this.script = script;
    this.config = config;
    this.parameters = parameters;
    this.numbers = numbers;
    this.owner = owner;
    this.inputs = inputs;
    this.given = given;
    this.dropout = dropout;
    this.key = key;
    this.words = graph.leaf() || given != null;
    this.whole = numbers.whole(graph, true);
    // the last layer of a masked language model is computed with its head
    this.layers = config.encoder().depth() - (masked() ? 1 : 0);
    this.lowest = lowest();
  }

  /** Receives the gradient of a leaf, which is the receiver's from then on. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a gradient; of a leaf that is used several times one for each use. */
    void add(int leaf, NDArray gradient);
  }

  private boolean masked() {
    return config.task() == Task.MASKED_LANGUAGE_MODEL;
  }

  /** The first part, 0 for the embeddings, that a gradient is wanted of. */
  private int lowest() {
    return words
        ? 0
        : IntStream.range(0, layers + 1)
            .filter(part -> trained(part).length > 0)
            .findFirst()
            .orElse(layers + 1);
  }

  /** Computes logits and hidden states; grad mode is on. */
  Pass forward() {
    NDArray last = without(this::below);
    List<NDArray> keep = flags(layers + 1);
    NDArray like = parameters.arrays().get(1);
    ScriptCall call = script.call(masked() ? "fill_from" : "classify_from").with(last);
    if (masked()) {
      call.with(bias).with(inputs.places());
    }
    NDList r = model(call.with(keep).with(like)).run(owner);
    last.close();
    leaf = r.get(0);
    return new Pass(inputs, r.get(1), null, r.get(2), null, this);
  }

  /** Computes what the head reads, and keeps what layers above the lowest read. */
  private NDArray below() {
    NDArray word = word();
    List<NDArray> keep = flags(0);
    ScriptCall call = script.call("embed_only").with(word).with(inputs.types());
    NDList first = model(call.with(inputs.bias()).with(keep)).run(owner);
    release(keep);
    close(word);
    bias = first.get(1);
    NDArray x = first.get(0);
    for (int l = 0; l < layers; l++) {
      List<NDArray> own = flags(l + 1);
      call = script.call("layer_only").with(x).with(bias).with((long) l).with(own);
      NDArray y = model(call).one(owner);
      release(own);
      read.add(x);
      if (lowest > l + 1) {
        x.close();
      }
      x = y;
    }
    return x;
  }

  private NDArray word() {
    return given != null
        ? given
        : script.call("words").with(inputs.ids()).with(parameters.arrays()).one(owner);
  }

  private void close(NDArray word) {
    if (given == null) {
      word.close();
    }
  }

  private ScriptCall model(ScriptCall call) {
    return call.with(parameters.arrays()).with(whole).with(numbers.plan()).with(numbers.factors());
  }

  private List<NDArray> flags(int place) {
    return dropout == null
        ? List.of()
        : List.of(dropout.flags(place, inputs.rows(), inputs.length(), numbers.firstOnly(), key));
  }

  private void release(List<NDArray> flags) {
    flags.forEach(f -> dropout.release(f));
  }

  /** What the head was computed from: a leaf of the graph. */
  public NDArray leaf() {
    return leaf;
  }

  /** Whether a gradient for what is below the head is wanted at all. */
  public boolean differentiable() {
    return lowest <= layers;
  }

  /** Whether the gradient of a leaf comes from {@link #backward} and not from the head's graph. */
  public boolean covers(int index) {
    return IntStream.rangeClosed(0, layers)
        .anyMatch(part -> IntStream.of(leaves(part)).anyMatch(i -> i == index));
  }

  /**
   * Computes the gradients below the head.
   *
   * @param results owns the gradients
   * @param top gradient for {@link #leaf()}, which is closed
   * @param sink takes the gradients of trained leaves, or null if nobody wants them
   * @return the gradient for the word embeddings, or null if it was not wanted
   */
  public NDArray backward(NDManager results, NDArray top, Sink sink) {
    NDArray g = top;
    for (int l = layers - 1; l >= 0 && lowest <= l + 1; l--) {
      ScriptCall call = script.call("layer_gradients").with(g).with(read.get(l)).with(bias);
      g = pull(call.with((long) l), l + 1, lowest <= l, results, g, sink);
      read.get(l).close();
    }
    if (lowest > 0) {
      return null;
    }
    NDArray word = without(this::word);
    ScriptCall call = script.call("embed_gradients").with(g).with(word).with(inputs.types());
    NDArray found = pull(call.with(inputs.bias()), 0, words, results, g, sink);
    close(word);
    return found;
  }

  private NDArray pull(
      ScriptCall call, int part, boolean below, NDManager results, NDArray above, Sink sink) {
    int[] wanted = sink == null ? new int[0] : trained(part);
    if (!below && wanted.length == 0) {
      return null;
    }
    List<NDArray> keep = flags(part);
    call.with(below ? 1L : 0L).with(IntStream.of(wanted).asLongStream().toArray()).with(keep);
    NDList r = with(true, () -> model(call).run(results));
    release(keep);
    above.close();
    for (int i = 0; i < wanted.length; i++) {
      sink.add(wanted[i], r.get(i + (below ? 1 : 0)));
    }
    return below ? r.get(0) : null;
  }

  private int[] trained(int part) {
    List<Integer> trained = parameters.trained();
    return IntStream.of(leaves(part)).filter(trained::contains).toArray();
  }

  /** Leaves of the embeddings but for the words, or of the layer before {@code part}. */
  private int[] leaves(int part) {
    if (part == 0) {
      return IntStream.range(1, ParameterLayout.embeddingLeaves(config.encoder())).toArray();
    }
    int first = (int) numbers.plan()[FIRST_LAYER + part - 1];
    IntStream own = IntStream.range(first, first + LAYER_LEAVES);
    if (numbers.updates().length == 0) {
      return own.toArray();
    }
    int from = 1 + UPDATE_SITES * (part - 1);
    IntStream updates =
        IntStream.range(from, from + UPDATE_SITES)
            .map(i -> (int) numbers.updates()[i])
            .filter(i -> i >= 0)
            .flatMap(i -> IntStream.of(i, i + 1));
    return IntStream.concat(own, updates).toArray();
  }

  private static <T> T without(Supplier<T> section) {
    return with(false, section);
  }

  private static <T> T with(boolean grad, Supplier<T> section) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(grad);
    try {
      return section.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
