package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Task;
import governance.engine.internal.nn.Dropout;
import governance.engine.internal.nn.DropoutKey;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Graph;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.rows.RowGradients;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Steps of training: forward passes with dropout, gradient, clipping, AdamW. A step is {@link
 * #begin}, then for each micro-batch {@link #backward}, then {@link #apply} or {@link #discard}.
 * Used by one thread.
 */
public final class Trainer implements AutoCloseable {
  private final ScriptModule script;
  private final Encoder encoder;
  private final TrainerOptions options;
  private final OwnTensors own;
  private final NDManager manager;
  private final Gradients gradients;
  private final AdamW optimiser;
  private final Dropout dropout;
  private final boolean tied;
  private final boolean wordsTrained;
  private final String frozen;
  private final List<Pass> passes = new ArrayList<>();
  private final List<Pass> recorded = new ArrayList<>();
  private final RowNoise noise;
  private Gradients sample;
  private long step;
  private int passCount;
  private boolean tableUsed;
  private boolean slopeWanted;
  private int mainPass;

  /** Prepares training; the trained parameters require gradients from now on. */
  public Trainer(NDManager root, ScriptModule script, Encoder encoder, TrainerOptions options) {
    this(root, script, encoder, options, new OwnTensors(root, options.seed()));
  }

  /** The same with tensors of penalties that are trained with the model, without weight decay. */
  public Trainer(
      NDManager root,
      ScriptModule script,
      Encoder encoder,
      TrainerOptions options,
      OwnTensors own) {
    this.own = own;
    this.script = script;
    this.encoder = encoder;
    this.options = options;
    // the decoder of a masked language model is the word table
    this.tied = encoder.config().task() == Task.MASKED_LANGUAGE_MODEL;
    manager = root.newSubManager();
    Parameters p = encoder.parameters();
    List<NDArray> trained = new ArrayList<>(p.trained().stream().map(p.arrays()::get).toList());
    trained.addAll(own.arrays());
    trained.forEach(a -> a.setRequiresGradient(true));
    wordsTrained = p.words() && p.trained().contains(0);
    frozen = p.frozenDigest();
    List<Boolean> decays =
        new ArrayList<>(p.trained().stream().map(p.leaves()::get).map(Leaf::decays).toList());
    own.slots().forEach(slot -> decays.add(false));
    var constants =
        tied
            ? AdamW.Constants.pretraining(options.weightDecay())
            : AdamW.Constants.withDecay(options.weightDecay());
    gradients = newGradients();
    optimiser = new AdamW(manager, script, trained, decays, constants);
    boolean parallel = JniUtils.getNumThreads() > 1;
    dropout = new Dropout(manager, encoder.config(), parallel);
    noise = new RowNoise(options.noise(), options.seed(), parallel);
  }

  private Gradients newGradients() {
    return new Gradients(manager, script, encoder.parameters(), own.arrays(), padding());
  }

  /** Padding takes part in no prediction, so its gradient is 0 but for that of a tied decoder. */
  private int padding() {
    return tied ? -1 : encoder.config().encoder().padding();
  }

  /** Number of steps done. */
  public long step() {
    return step;
  }

  /** Begins a step: all its random numbers follow from run seed and step number. */
  public void begin() {
    JniUtils.setSeed(StepSeed.of(options.seed(), step));
    passCount = 0;
  }

  /**
   * Differentiates a loss and adds its gradient. Grad mode is on while the loss is computed and is
   * what it was afterwards. Everything the computation allocates is freed here, so the loss must
   * not be kept.
   *
   * @param factor what the gradient is multiplied by, 1 for a single batch
   * @param loss makes a scalar from passes that it asks the given object for
   * @return the loss; if it is not finite nothing is added
   */
  public double backward(double factor, Function<Passes, NDArray> loss) {
    return backward(gradients, factor, loss, null);
  }

  /**
   * The same.
   *
   * @param slope takes the gradient with respect to the first pass's word embeddings [B, T, D],
   *     which ends with the call
   */
  public double backward(double factor, Function<Passes, NDArray> loss, Consumer<NDArray> slope) {
    return backward(gradients, factor, loss, slope);
  }

  /** Takes only the gradient with respect to the first pass's word embeddings; adds nothing. */
  public double slope(Function<Passes, NDArray> loss, Consumer<NDArray> slope) {
    return graph(
        loss,
        true,
        false,
        value -> {
          List<NDArray> word = List.of(passes.get(0).word());
          NDList g = script.call("grad").with(value).with(word).with(false).run(manager);
          slope.accept(g.get(0));
          g.get(0).close();
        });
  }

  private double backward(
      Gradients target, double factor, Function<Passes, NDArray> loss, Consumer<NDArray> slope) {
    return graph(
        loss,
        slope != null,
        false,
        value -> target.add(value, passes, factor, tableUsed || tied, slope));
  }

  private double graph(
      Function<Passes, NDArray> loss,
      boolean slope,
      boolean record,
      Consumer<NDArray> differentiate) {
    slopeWanted = slope;
    mainPass = passCount;
    try (NDScope scope = new NDScope();
        NDManager owner = manager.newSubManager()) {
      scope.suppressNotUsedWarning();
      NDArray value = GradMode.on(() -> evaluate(loss, new Passes(owner, record)));
      double number = value.getFloat();
      if (Double.isFinite(number)) {
        GradMode.off(() -> differentiate.accept(value));
      }
      return number;
    } finally {
      passes.clear();
      recorded.clear();
      tableUsed = false;
      dropout.endStep();
    }
  }

  /** What a penalty does with an exception does not hide why it was thrown. */
  private static NDArray evaluate(Function<Passes, NDArray> loss, Passes passes) {
    RuntimeException failure = null;
    NDArray value = null;
    try {
      value = loss.apply(passes);
    } catch (RuntimeException e) {
      failure = e;
    }
    if (passes.refused != null) {
      throw passes.refused;
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  /**
   * Adds the gradient of one row, clipped to a norm, for differentially private training.
   *
   * @return the loss of the row
   */
  public double backwardClipped(ClipRule clip, Function<Passes, NDArray> loss) {
    if (sample == null) {
      sample = newGradients();
    }
    try {
      double number = backward(sample, 1, loss, null);
      if (Double.isFinite(number)) {
        GradMode.off(() -> gradients.add(sample, clip.factor(sample.norm())));
      }
      return number;
    } finally {
      GradMode.off(sample::clear);
    }
  }

  /**
   * Adds the gradients of the rows of a micro-batch, each clipped to a norm, from one backward
   * pass.
   *
   * @param loss makes the sum of the rows' losses; the loss of a row may depend on that row alone
   * @return the norm of each row's gradient before clipping; nothing was added if one is not finite
   * @throws ExplicitLoopException if the gradient of each row cannot be had this way; the same loss
   *     row by row through {@link #backwardClipped} can
   */
  public double[] backwardRows(ClipRule clip, Function<Passes, NDArray> loss) {
    if (!own.arrays().isEmpty()) {
      throw new ExplicitLoopException("a penalty trains tensors of its own");
    }
    double[][] norms = {{Double.NaN}};
    graph(
        loss,
        false,
        true,
        value -> {
          RowGradients rows =
              RowGradients.of(
                  manager,
                  script,
                  encoder.parameters(),
                  encoder.config().encoder(),
                  value,
                  recorded,
                  padding());
          norms[0] = rows.norms();
          if (Arrays.stream(norms[0]).allMatch(Double::isFinite)) {
            rows.addTo(gradients, Arrays.stream(norms[0]).map(clip::factor).toArray());
          }
        });
    return norms[0];
  }

  /**
   * Adds Gaussian noise to the sum of gradients, then multiplies by a factor.
   *
   * @param multiplier standard deviation of the noise over the bound, 0 for none
   * @param bound what one row moves the sum by at most, before it is rounded to the noise's grid
   */
  public void privatise(double multiplier, double bound, double factor) {
    GradMode.off(() -> gradients.privatise(noise, multiplier, bound, factor, step));
  }

  /**
   * Returns sums with noise of a deviation of their own.
   *
   * @param deviation above 0
   * @param number tells what is released in a step apart, from 0
   */
  public double[] noisy(double[] sums, double deviation, int number) {
    return noise.added(sums, deviation, step, number);
  }

  /**
   * Ends the step with an update.
   *
   * @return norm of the gradient before clipping and the rate used; if the norm is not finite
   *     nothing was changed and the step does not count
   */
  public Update apply() {
    try {
      return GradMode.off(this::update);
    } finally {
      discard();
    }
  }

  private Update update() {
    double norm = gradients.norm();
    double rate = options.rate().at(step);
    if (Double.isFinite(norm)) {
      double divisor = options.clipNorm() > 0 ? (norm + 1e-6) / options.clipNorm() : 1;
      optimiser.update(gradients.all(), rate, divisor);
      step++;
    }
    return new Update(norm, rate);
  }

  /** Ends the step without an update. */
  public void discard() {
    GradMode.off(gradients::clear);
  }

  /** Number of the first pass of the last {@link #backward}. */
  public int mainPass() {
    return mainPass;
  }

  /** What a checkpoint must hold besides the parameters. */
  AdamW optimiser() {
    return optimiser;
  }

  /** Goes to a step, when parameters and moments were read from a checkpoint. */
  void restore(long done, long updates) {
    step = done;
    optimiser.step(updates);
  }

  /** Euclidean norm of the gradient so far. */
  double norm() {
    return gradients.norm();
  }

  /** The gradient so far of the trained leaves, in their order; valid until the step ends. */
  List<NDArray> gradients() {
    return gradients.all();
  }

  /** Digest of the parameters that are not trained. */
  String frozen() {
    return frozen;
  }

  OwnTensors own() {
    return own;
  }

  Encoder encoder() {
    return encoder;
  }

  TrainerOptions options() {
    return options;
  }

  @Override
  public void close() {
    encoder.parameters().arrays().forEach(a -> a.setRequiresGradient(false));
    own.close();
    manager.close();
  }

  /**
   * What an update did.
   *
   * @param norm Euclidean norm of the gradient before clipping
   * @param rate learning rate
   */
  public record Update(double norm, double rate) {}

  /** Makes the forward passes of a micro-batch and remembers them for backward. */
  public final class Passes {
    private final NDManager owner;
    private final boolean record;
    private ExplicitLoopException refused;

    private Passes(NDManager owner, boolean record) {
      this.owner = owner;
      this.record = record;
    }

    /** Ends with the micro-batch: the place for inputs and constants. */
    public NDManager manager() {
      return owner;
    }

    /** Whether the gradient of each row is wanted from these passes. */
    public boolean recorded() {
      return record;
    }

    /**
     * Says that a loss does what the gradients of rows cannot follow.
     *
     * @throws ExplicitLoopException if they are wanted
     */
    public void explicit(String what) {
      if (record) {
        refused = new ExplicitLoopException(what);
        throw refused;
      }
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
      boolean leaf = wordsTrained || slopeWanted || !flash;
      Graph graph = new Graph(flash, leaf, record);
      Pass pass = encoder.train(owner, inputs, dropout, nextKey(), graph);
      passes.add(pass);
      return remember(pass);
    }

    /** A pass from word embeddings, typically computed from those of {@link #forward}. */
    public Pass forward(NDArray word, Inputs inputs) {
      Graph graph = new Graph(false, false, record);
      return remember(encoder.fromWords(owner, word, inputs, dropout, nextKey(), graph));
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
      NDArray table = encoder.parameters().arrays().get(0);
      NDArray word = script.call("word_leaf").with(table).with(inputs.ids()).one(owner);
      NDArray moved = delta == null ? word : script.call("t_add").with(word).with(delta).one(owner);
      DropoutKey key = new DropoutKey(StepSeed.of(options.seed(), step), number);
      Pass pass = encoder.fromWords(owner, moved, inputs, dropout, key, Graph.USUAL);
      Pass kept = new Pass(inputs, pass.logits(), word, pass.hidden());
      passes.add(kept);
      return kept;
    }

    /** All parameters, in the order of the leaves, for a loss that depends on them directly. */
    public List<NDArray> parameters() {
      explicit("a penalty depends on parameters directly");
      tableUsed = true;
      return encoder.parameters().arrays();
    }

    private DropoutKey nextKey() {
      return new DropoutKey(StepSeed.of(options.seed(), step), passCount++);
    }
  }
}
