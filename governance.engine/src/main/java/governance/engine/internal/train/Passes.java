package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import governance.engine.internal.nn.Graph;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes the forward passes of a micro-batch and remembers them for backward. */
public final class Passes {
  private final PassSource source;
  private final NDManager owner;
  private final boolean record;
  private final boolean slope;
  private final List<Pass> made = new ArrayList<>();
  private final List<Pass> recorded = new ArrayList<>();
  private RuntimeException refused;
  private boolean tableUsed;

  /**
   * Prepares.
   *
   * @param record whether the gradient of each row is wanted from these passes
   * @param slope whether the gradient for word embeddings is wanted
   */
  Passes(PassSource source, NDManager owner, boolean record, boolean slope) {
    this.source = source;
    this.owner = owner;
    this.record = record;
    this.slope = slope;
  }

  /** Ends with the micro-batch: the place for inputs and constants. */
  public NDManager manager() {
    return owner;
  }

  /** Whether the gradient of each row is wanted from these passes. */
  public boolean recorded() {
    return record;
  }

  /** The passes whose word embeddings get a gradient. */
  List<Pass> made() {
    return made;
  }

  /** All passes, if the gradient of each row is wanted. */
  List<Pass> tapes() {
    return recorded;
  }

  /** Whether the loss may depend on the word table itself. */
  boolean tableUsed() {
    return tableUsed;
  }

  /**
   * Computes a loss. What a penalty does with an exception does not hide why it was thrown.
   *
   * @throws ExplicitLoopException if the loss asked for what cannot be had row by row
   * @throws WholeGraphException if it asked for what checkpointed passes do not have
   */
  NDArray evaluate(Function<Passes, NDArray> loss) {
    RuntimeException failure = null;
    NDArray value = null;
    try {
      value = loss.apply(this);
    } catch (RuntimeException e) {
      failure = e;
    }
    if (refused != null) {
      throw refused;
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  /**
   * Says that a loss does what the gradients of rows cannot follow.
   *
   * @throws ExplicitLoopException if they are wanted
   */
  public void explicit(String what) {
    if (record) {
      throw refuse(new ExplicitLoopException(what));
    }
  }

  /**
   * Says that a loss needs the graph between word embeddings and results.
   *
   * @throws WholeGraphException if it was not kept; it will be when the step is done again
   */
  public void whole(String what) {
    if (checkpointing()) {
      throw refuse(source.whole(what));
    }
  }

  private RuntimeException refuse(RuntimeException why) {
    refused = why;
    return why;
  }

  private boolean checkpointing() {
    return source.checkpointing() && !record;
  }

  /** A pass with dropout whose gradient reaches all parameters. */
  public Pass forward(Inputs inputs) {
    return forward(inputs, true);
  }

  /**
   * The same; without {@code flash} its gradient can be differentiated again, also that for word
   * embeddings that are not trained.
   */
  public Pass forward(Inputs inputs, boolean flash) {
    boolean words = source.wordsTrained() || slope;
    Pass pass;
    if (checkpointing()) {
      Graph graph = new Graph(flash, words, false);
      pass =
          source.encoder.checkpointed(owner, null, inputs, source.dropout, source.nextKey(), graph);
    } else {
      Graph graph = new Graph(flash, words || !flash, record);
      pass = source.encoder.train(owner, inputs, source.dropout, source.nextKey(), graph);
    }
    made.add(pass);
    return remember(pass);
  }

  /** A pass from word embeddings, typically computed from those of {@link #forward}. */
  public Pass forward(NDArray word, Inputs inputs) {
    whole("a penalty computes from word embeddings");
    Graph graph = new Graph(false, false, record);
    return remember(
        source.encoder.fromWords(owner, word, inputs, source.dropout, source.nextKey(), graph));
  }

  private Pass remember(Pass pass) {
    if (record) {
      recorded.add(pass);
      if (pass.inputs().rows() != recorded.get(0).inputs().rows()) {
        explicit("a pass has other rows than the batch");
      }
    }
    return pass;
  }

  /**
   * A pass at perturbed word embeddings with the dropout of the first pass of the micro-batch,
   * whose number is given.
   *
   * @param delta [B, T, D], or null for none
   * @param number of that pass, from {@link Trainer#mainPass()}
   */
  public Pass perturbed(Inputs inputs, NDArray delta, int number) {
    explicit("word embeddings are perturbed");
    NDArray table = source.encoder.parameters().arrays().get(0);
    NDArray word = source.script.call("word_leaf").with(table).with(inputs.ids()).one(owner);
    NDArray moved =
        delta == null ? word : source.script.call("t_add").with(word).with(delta).one(owner);
    Pass pass =
        checkpointing()
            ? source.encoder.checkpointed(
                owner, moved, inputs, source.dropout, source.key(number), Graph.USUAL)
            : source.encoder.fromWords(
                owner, moved, inputs, source.dropout, source.key(number), Graph.USUAL);
    Pass kept = new Pass(inputs, pass.logits(), word, pass.hidden(), null, pass.kept());
    made.add(kept);
    return kept;
  }

  /** All parameters, in the order of the leaves, for a loss that depends on them directly. */
  public List<NDArray> parameters() {
    explicit("a penalty depends on parameters directly");
    tableUsed = true;
    return source.encoder.parameters().arrays();
  }
}
