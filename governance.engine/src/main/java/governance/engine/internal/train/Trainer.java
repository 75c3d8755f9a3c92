package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Task;
import governance.engine.RandomNumbers;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.nn.CheckpointedPass;
import governance.engine.internal.nn.Dropout;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.Leaf;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.noise.RowNoise;
import governance.engine.internal.rows.ClipRule;
import governance.engine.internal.rows.RowGradients;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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
  private final PassSource source;
  private final String frozen;
  private final RowNoise noise;
  private final StepRecord record;
  private Gradients sample;
  private long step;
  private int mainPass;

  /** Prepares training; the trained parameters require gradients from now on. */
  public Trainer(NDManager root, ScriptModule script, Encoder encoder, TrainerOptions options) {
    this(root, script, encoder, options, new OwnTensors(root, script, options.seed()));
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
    boolean wordsTrained = p.words() && p.trained().contains(0);
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
    int threads = JniUtils.getNumThreads();
    dropout = new Dropout(manager, script, encoder.config(), threads > 1);
    boolean checkpointing = options.checkpointing();
    source = new PassSource(script, encoder, dropout, wordsTrained, options.seed(), checkpointing);
    noise = new RowNoise(script, options.noise(), options.seed(), threads);
    record = new StepRecord(manager, script, options.readEvery(), options.terms());
  }

  private Gradients newGradients() {
    return new Gradients(manager, script, encoder.parameters(), own.arrays(), padding());
  }

  /** Padding takes part in no prediction, so its gradient is 0 but for that of a tied decoder. */
  private int padding() {
    return tied ? -1 : encoder.config().encoder().padding();
  }

  /**
   * Has dropout follow from another number than the run's seed from now on. Where rows are
   * protected it must be one that nobody knows: its flags go by the place in a batch, so that who
   * knew them could tell a batch with a row from one without by the gradients of all other rows.
   */
  public void dropoutSeed(long number) {
    source.seed(number);
  }

  /** Number of steps done. */
  public long step() {
    return step;
  }

  /** Begins a step: all its random numbers follow from seed and step number. */
  public void begin() {
    JniUtils.setSeed(source.begin(step));
  }

  /**
   * Differentiates a loss and adds its gradient. Grad mode is on while the loss is computed and is
   * what it was afterwards. Everything the computation allocates is freed here, so the loss must
   * not be kept.
   *
   * @param factor what the gradient is multiplied by, 1 for a single batch
   * @param loss makes a scalar from passes that it asks the given object for
   */
  public void backward(double factor, Function<Passes, NDArray> loss) {
    backward(gradients, factor, loss, null);
  }

  /**
   * The same.
   *
   * @param slope takes the gradient with respect to the first pass's word embeddings [B, T, D],
   *     which ends with the call
   */
  public void backward(double factor, Function<Passes, NDArray> loss, Consumer<NDArray> slope) {
    backward(gradients, factor, loss, slope);
  }

  /** Makes passes as {@link #backward} does, for somebody who only looks at them. */
  public void look(Function<Passes, NDArray> loss) {
    graph(loss, true, false, (value, passes) -> {});
  }

  /** Takes only the gradient with respect to the first pass's word embeddings; adds nothing. */
  public void slope(Function<Passes, NDArray> loss, Consumer<NDArray> slope) {
    graph(
        loss,
        true,
        false,
        (value, passes) -> {
          Pass first = passes.made().get(0);
          CheckpointedPass kept = first.kept();
          List<NDArray> input = List.of(kept == null ? first.word() : kept.leaf());
          NDList top = script.call("grad").with(value).with(input).with(false).run(manager);
          NDArray g = kept == null ? top.get(0) : kept.backward(manager, top.get(0), null);
          slope.accept(g);
          g.close();
        });
  }

  private void backward(
      Gradients target, double factor, Function<Passes, NDArray> loss, Consumer<NDArray> slope) {
    graph(
        loss,
        slope != null,
        false,
        (value, passes) ->
            target.add(value, passes.made(), factor, passes.tableUsed() || tied, slope));
  }

  private void graph(
      Function<Passes, NDArray> loss,
      boolean slope,
      boolean record,
      BiConsumer<NDArray, Passes> differentiate) {
    mainPass = source.next();
    try (NDScope scope = new NDScope();
        NDManager owner = manager.newSubManager()) {
      scope.suppressNotUsedWarning();
      Passes passes = new Passes(source, owner, record, slope);
      NDArray value = GradMode.on(() -> passes.evaluate(loss));
      GradMode.off(() -> differentiate.accept(value, passes));
    } finally {
      dropout.endStep();
    }
  }

  /**
   * Adds the gradient of one row, clipped to a norm, for differentially private training.
   *
   * @return the norm before clipping; if it is not finite the step changes nothing
   */
  public double backwardClipped(ClipRule clip, Function<Passes, NDArray> loss) {
    if (sample == null) {
      sample = newGradients();
    }
    try {
      backward(sample, 1, loss, null);
      double norm = GradMode.off(() -> read(sample.norm()));
      if (Double.isFinite(norm)) {
        GradMode.off(() -> gradients.add(sample, clip.factor(norm)));
      } else {
        GradMode.off(record::spoil);
      }
      return norm;
    } finally {
      GradMode.off(sample::clear);
    }
  }

  /**
   * Adds the gradients of the rows of a micro-batch, each clipped to a norm, from one backward
   * pass.
   *
   * @param loss makes the sum of the rows' losses; the loss of a row may depend on that row alone
   * @throws ExplicitLoopException if the gradient of each row cannot be had this way; the same loss
   *     row by row through {@link #backwardClipped} can
   */
  public void backwardRows(ClipRule clip, Function<Passes, NDArray> loss) {
    backwardRows(clip, loss, norms -> {});
  }

  /**
   * The same.
   *
   * @param norms takes the norm of each row's gradient before clipping, [B] float64, which ends
   *     with the call; where one is not a number the sum is none either
   */
  void backwardRows(ClipRule clip, Function<Passes, NDArray> loss, Consumer<NDArray> norms) {
    if (!own.arrays().isEmpty()) {
      throw new ExplicitLoopException("a penalty trains tensors of its own");
    }
    graph(
        loss,
        false,
        true,
        (value, passes) -> {
          RowGradients rows =
              RowGradients.of(
                  manager,
                  script,
                  encoder.parameters(),
                  encoder.config().encoder(),
                  value,
                  passes.tapes(),
                  padding());
          List<NDArray> clipped = rows.clip(clip);
          norms.accept(clipped.get(0));
          rows.addTo(gradients, clipped.get(1));
        });
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
   * Ends the step with an update, which changes nothing if the step, or one before it that has not
   * been read back, is not finite. Then {@link #read} tells, and {@link #back} returns to it.
   *
   * @return the learning rate
   */
  public double apply() {
    try {
      return GradMode.off(this::update);
    } finally {
      GradMode.off(gradients::clear);
    }
  }

  private double update() {
    double rate = options.rate().at(step);
    OwnBuffers kept = own.buffers();
    record.check(kept.pending());
    try (NDArray norm = gradients.norm();
        NDArray divisor = record.end(norm, options.clipNorm())) {
      optimiser.update(gradients.all(), rate, divisor, record.flag());
    }
    kept.commit(record);
    record.next();
    step++;
    return rate;
  }

  /** Returns what steps write down; {@link #read} reads it. */
  public StepRecord record() {
    return record;
  }

  /** Reads back the values of all steps since this was done last; waits for the device. */
  public List<StepRecord.Row> read() {
    return GradMode.off(record::read);
  }

  /** Goes back to a step that failed: it and those after it changed nothing. */
  public void back(long failed) {
    optimiser.step(optimiser.step() - (step - failed));
    step = failed;
  }

  /** Ends the step without an update. */
  public void discard() {
    own.buffers().discard();
    GradMode.off(
        () -> {
          record.drop();
          gradients.clear();
        });
  }

  /** Whether passes keep only what each layer reads. */
  public boolean checkpointing() {
    return source.checkpointing();
  }

  /** From now on passes keep their whole graphs. */
  public void keepGraphs() {
    source.keepGraphs();
  }

  /** Number of the first pass of the last {@link #backward}. */
  public int mainPass() {
    return mainPass;
  }

  /** How flags of dropout are drawn; without dropout the usual way. */
  String dropoutForm() {
    return dropout.active() ? dropout.form() : RandomNumbers.HASH;
  }

  /** What a checkpoint must hold besides the parameters. */
  AdamW optimiser() {
    return optimiser;
  }

  /** Goes to a step, when parameters and moments were read from a checkpoint. */
  void restore(long done, long updates) {
    GradMode.off(record::clear);
    step = done;
    optimiser.step(updates);
  }

  /** Euclidean norm of the gradient so far; waits for the device. */
  double norm() {
    return read(gradients.norm());
  }

  private static double read(NDArray scalar) {
    try (scalar) {
      return Readback.floats(scalar)[0];
    }
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
}
