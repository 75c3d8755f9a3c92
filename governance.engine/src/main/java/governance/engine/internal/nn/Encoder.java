package governance.engine.internal.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.internal.memory.Access;
import governance.engine.internal.script.EncoderModule;
import governance.engine.internal.script.ScriptCall;
import governance.engine.internal.script.ScriptModule;
import java.util.List;
import java.util.Optional;

/**
 * Forward passes of a model: one script call each. Autograd records when grad mode is on. Without
 * dropout a pass has no state, so several threads may run passes over the same parameters.
 */
public final class Encoder {
  private static final long[] NO_MARKS = {};

  private final ScriptModule script;
  private final ModelConfig config;
  private final Parameters parameters;
  private final Precision precision;
  private final CallNumbers numbers;
  private final EncoderModule module;

  /** Binds the script to parameters of the same configuration. */
  public Encoder(
      ScriptModule script, ModelConfig config, Parameters parameters, Precision precision) {
    this(script, config, parameters, precision, null);
  }

  /** The same with the module that the encoder is, or null where it is computed by the script. */
  public Encoder(
      ScriptModule script,
      ModelConfig config,
      Parameters parameters,
      Precision precision,
      EncoderModule module) {
    this.module = module;
    this.script = script;
    this.config = config;
    this.parameters = parameters;
    this.precision = precision;
    this.numbers = new CallNumbers(config, precision == Precision.BF16);
  }

  /** The configuration. */
  public ModelConfig config() {
    return config;
  }

  /** The parameters. */
  public Parameters parameters() {
    return parameters;
  }

  /** The module that the encoder is, if it is not computed by the script. */
  public Optional<EncoderModule> module() {
    return Optional.ofNullable(module);
  }

  /** Whether layers compute in bfloat16. */
  public boolean half() {
    return precision == Precision.BF16;
  }

  /** Computes logits without dropout; the word embeddings are part of the graph or constants. */
  public Pass infer(NDManager owner, Inputs inputs) {
    return ids(owner, inputs, List.of(), Graph.NONE);
  }

  /**
   * Computes logits for training. The word embeddings are a leaf that requires a gradient.
   *
   * @param dropout source of flags, or null for none
   * @param key names the random numbers; unused without dropout
   */
  public Pass train(NDManager owner, Inputs inputs, Dropout dropout, DropoutKey key) {
    return train(owner, inputs, dropout, key, Graph.USUAL);
  }

  /** The same for other uses of the graph. */
  public Pass train(NDManager owner, Inputs inputs, Dropout dropout, DropoutKey key, Graph graph) {
    boolean drop = dropout != null && dropout.active();
    List<NDArray> keep = drop ? flags(inputs, dropout, key) : List.of();
    boolean flash = graph.flash() && fused(drop);
    return ids(owner, inputs, keep, new Graph(flash, graph.leaf(), graph.recorded()));
  }

  /**
   * Computes logits from given word embeddings [B, T, D] (before position, type and norm).
   *
   * @param dropout source of flags, or null for none
   * @param graph what will be done with it; the embeddings are what they are
   */
  public Pass fromWords(
      NDManager owner, NDArray word, Inputs inputs, Dropout dropout, DropoutKey key, Graph graph) {
    needWords();
    boolean drop = dropout != null && dropout.active();
    List<NDArray> keep = drop ? flags(inputs, dropout, key) : List.of();
    ScriptCall call = script.call(masked() ? "masked" : "encode").with(word);
    Graph own = new Graph(graph.flash() && fused(drop), false, graph.recorded());
    NDList r = finish(rest(call, inputs), owner, keep, own, true);
    return new Pass(inputs, r.get(0), word, r.get(1), tape(r, 2, own));
  }

  /**
   * Computes logits for training and keeps only what each layer reads; backward computes the rest
   * again. A pass of a module, which has no graph below its head, is the usual one.
   *
   * @param word word embeddings to begin with, or null to look them up; there is no graph below
   *     them
   */
  public Pass checkpointed(
      NDManager owner, NDArray word, Inputs inputs, Dropout dropout, DropoutKey key, Graph graph) {
    if (module != null) {
      return train(owner, inputs, dropout, key, graph);
    }
    check(inputs);
    checkPlaces(inputs);
    Dropout active = dropout != null && dropout.active() ? dropout : null;
    Graph own = new Graph(graph.flash() && fused(active != null), graph.leaf(), false);
    return new CheckpointedPass(
            script, config, parameters, numbers, owner, inputs, word, active, key, own)
        .forward();
  }

  /** The same as {@link #infer} with every position computed in every layer, to compare with. */
  Pass inferInFull(NDManager owner, Inputs inputs) {
    ScriptCall call = script.call("encode_ids").with(inputs.ids()).with(inputs.types());
    Graph graph = new Graph(false, false, false);
    NDList r = finish(call.with(inputs.bias()), owner, List.of(), graph, false);
    return new Pass(inputs, r.get(1), r.get(0), r.get(2));
  }

  /**
   * Checks that logits can be computed from word embeddings.
   *
   * @throws GovernanceException if they are inside a module
   */
  public void needWords() {
    if (module != null) {
      throw GovernanceException.spec(
          "model.folder",
          "a TorchScript encoder, whose word embeddings are inside",
          "a model with config.json and model.safetensors",
          "Leave out what computes from word embeddings");
    }
  }

  /**
   * Whether attention may be one fused operation. Our flags of dropout need its probabilities in
   * memory. Without such flags a card is faster with it; a processor hardly is, and keeps its bits.
   */
  private boolean fused(boolean drops) {
    boolean flags =
        config.encoder().attentionDropout() > 0 || Access.of(manager()) == Access.DIRECT;
    return !drops || !flags;
  }

  private NDManager manager() {
    return parameters.arrays().get(0).getManager();
  }

  private void check(Inputs inputs) {
    if (inputs.length() < 1 || inputs.length() > config.encoder().positions()) {
      String allowed = "1 to " + config.encoder().positions();
      throw new IllegalArgumentException(
          "input of " + inputs.length() + " tokens; allowed: " + allowed);
    }
  }

  private Pass ids(NDManager owner, Inputs inputs, List<NDArray> keep, Graph graph) {
    check(inputs);
    if (module != null) {
      return head(owner, inputs, keep, graph);
    }
    ScriptCall call = script.call(masked() ? "masked_ids" : "encode_ids").with(inputs.ids());
    NDList r = finish(rest(call, inputs), owner, keep, graph, true);
    return new Pass(inputs, r.get(1), r.get(0), r.get(2), tape(r, 3, graph));
  }

  /** The hidden states carry no gradient, so backward ends at the head. */
  private Pass head(NDManager owner, Inputs inputs, List<NDArray> keep, Graph graph) {
    NDArray mask = script.call("mask").with(inputs.ids()).with(inputs.bias()).one(owner);
    NDArray hidden = module.hidden(owner, inputs.ids(), mask);
    ScriptCall call = script.call("head").with(hidden);
    Graph own = new Graph(false, false, graph.recorded());
    NDList r = finish(call, owner, keep, own, true);
    return new Pass(inputs, r.get(0), null, r.get(1), tape(r, 2, own));
  }

  private Tape tape(NDList results, int own, Graph graph) {
    return graph.recorded() ? Tape.of(results, own, parameters.arrays().size()) : null;
  }

  private boolean masked() {
    return config.task() == Task.MASKED_LANGUAGE_MODEL;
  }

  private ScriptCall rest(ScriptCall call, Inputs inputs) {
    call.with(inputs.types()).with(inputs.bias());
    checkPlaces(inputs);
    return masked() ? call.with(inputs.places()) : call;
  }

  private void checkPlaces(Inputs inputs) {
    if (masked() == (inputs.places() == null)) {
      throw new IllegalArgumentException(
          masked()
              ? "a masked language model needs hidden places"
              : "hidden places are for masked language models");
    }
  }

  private NDList finish(
      ScriptCall call, NDManager owner, List<NDArray> keep, Graph graph, boolean prune) {
    call.with(keep).with(parameters.arrays()).with(numbers.whole(graph, prune));
    call.with(numbers.plan()).with(numbers.factors());
    return call.with(List.of()).with(graph.recorded() ? parameters.marks() : NO_MARKS).run(owner);
  }

  private List<NDArray> flags(Inputs inputs, Dropout dropout, DropoutKey key) {
    return dropout.flags(inputs.rows(), inputs.length(), numbers.firstOnly(), key);
  }
}
