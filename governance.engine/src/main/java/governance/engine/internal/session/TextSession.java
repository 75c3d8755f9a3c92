package governance.engine.internal.session;

import ai.djl.ndarray.NDArray;
import governance.api.GovernanceException;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.NoiseSource;
import governance.engine.Encoded;
import governance.engine.MemoryUse;
import governance.engine.StepResult;
import governance.engine.Stratified;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import governance.engine.internal.batch.BatchPlan;
import governance.engine.internal.batch.Feed;
import governance.engine.internal.batch.Masked;
import governance.engine.internal.batch.RowOrder;
import governance.engine.internal.batch.StratifiedPlan;
import governance.engine.internal.batch.TrainingRows;
import governance.engine.internal.io.SafeTensorsFile;
import governance.engine.internal.script.OutOfMemory;
import governance.engine.internal.tensor.TensorSpace;
import governance.engine.internal.train.Checkpoint;
import governance.engine.internal.train.LearningRate;
import governance.engine.internal.train.Passes;
import governance.engine.internal.train.StepRecord;
import governance.engine.internal.train.StepSeed;
import governance.engine.internal.train.Trainer;
import governance.engine.internal.train.TrainerOptions;
import governance.engine.internal.train.WholeGraphException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Training of one encoder. The order of the rows follows from the seed and the step number; where
 * noise protects rows, who is drawn, dropout and hidden places follow from what nobody knows.
 */
public final class TextSession implements TrainingSession {
  /** Steps that a card is left alone for: one transfer is then a small share of their time. */
  private static final int ON_A_CARD = 10;

  /** Where a checkpoint says how many rows were computed at once. */
  private static final String ROWS_AT_ONCE = "rowsAtOnce";

  private final SessionSetup setup;
  private final RowOrder plan;
  private final Trainer trainer;
  private final Feed<TrainingRows> feed;
  private final Parcels parcels;
  private final RowClipping clipping;
  private final RowsAtOnce rowsAtOnce;
  private final long chance;
  private final StepBlock block;
  private final int readEvery;
  private final long steps;
  private final int most;

  /** Prepares training. */
  public TextSession(SessionSetup given) {
    TrainingOptions o = given.options();
    if (o.stratified().isPresent()) {
      StratifiedPlan strata = stratified(given, o.stratified().get());
      plan = strata;
      setup = o.stratified().get().corrected() ? given.weighted(strata.corrections()) : given;
    } else {
      int[] lengths = given.data().inputs().stream().mapToInt(Encoded::length).toArray();
      GradientPlan.Sampling sampling = o.gradients().sampling();
      plan =
          new BatchPlan(
              lengths, o.batchSize(), o.seed(), o.bucketing(), sampling, secret(o.gradients()));
      setup = given;
    }
    steps = Math.multiplyExact(plan.stepsPerEpoch(), o.epochs());
    most = setup.data().inputs().stream().mapToInt(Encoded::length).max().orElse(0);
    double norm = o.gradients().clipping() == Clipping.GLOBAL ? o.gradients().clipNorm() : 0;
    long warmup = (long) Math.ceil(o.warmup() * steps);
    LearningRate rate = new LearningRate(o.learningRate(), warmup, steps, o.schedule());
    rowsAtOnce = new RowsAtOnce(o, setup.memory(), setup.deviceMemory(), most);
    boolean card = setup.root().getDevice().isGpu();
    readEvery = o.readEvery() > 0 ? o.readEvery() : card ? ON_A_CARD : 1;
    trainer =
        new Trainer(
            setup.root(),
            setup.script(),
            setup.encoder(),
            new TrainerOptions(
                o.seed(),
                rate,
                o.weightDecay(),
                norm,
                o.gradients().noise(),
                rowsAtOnce.checkpointing(),
                readEvery,
                setup.terms().size()),
            setup.own());
    chance = secret(o.gradients()) ? new SecureRandom().nextLong() : o.seed();
    trainer.dropoutSeed(chance);
    block = new StepBlock(trainer, this::reason);
    clipping = perSample() ? new RowClipping(setup, trainer, rowsAtOnce, this::context) : null;
    parcels = new Parcels(setup);
    feed = new Feed<>(this::prepared, steps);
  }

  private static boolean secret(GradientPlan gradients) {
    return gradients.noiseMultiplier() > 0 && gradients.noise() == NoiseSource.CRYPTOGRAPHIC;
  }

  private static StratifiedPlan stratified(SessionSetup setup, Stratified strata) {
    TrainingOptions o = setup.options();
    GradientPlan gradients = o.gradients();
    if (gradients.sampling() == GradientPlan.Sampling.POISSON || gradients.clipping().perSample()) {
      throw new IllegalArgumentException("strata with a plan that clips or draws row by row");
    }
    return new StratifiedPlan(setup.data(), o.batchSize(), o.seed(), o.bucketing(), strata);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public long step() {
    return trainer.step();
  }

  @Override
  public long stepsPerEpoch() {
    return plan.stepsPerEpoch();
  }

  @Override
  public StepResult step(Map<String, Double> weights) {
    if (!block.settled()) {
      throw new IllegalStateException("results of earlier steps have not been taken");
    }
    List<StepResult> done = advance(weights);
    if (done.isEmpty()) {
      done = flush();
    }
    block.raise();
    return done.get(0);
  }

  @Override
  public List<StepResult> advance(Map<String, Double> weights) {
    if (block.failed()) {
      return block.take();
    }
    long begin = System.nanoTime();
    long step = trainer.step();
    if (step >= steps) {
      throw new IllegalStateException("all " + steps + " steps are done");
    }
    check(weights);
    TrainingRows rows = feed.take(step);
    long waited = System.nanoTime() - begin;
    Objective objective = new Objective(setup, weights);
    try {
      block.add(done(step, rows, objective, waited), System.nanoTime() - begin);
    } catch (RuntimeException | Error e) {
      trainer.discard();
      block.fail(e);
    }
    if (last(step)) {
      block.settle();
    }
    return block.take();
  }

  private StepBlock.Done done(long step, TrainingRows rows, Objective objective, long waited) {
    StepValues values = accumulated(rows, objective);
    double rate = trainer.apply();
    int epoch = (int) (step / plan.stepsPerEpoch());
    long padded = parts(rows).stream().mapToLong(p -> (long) p.size() * p.length()).sum();
    return new StepBlock.Done(step, epoch, rows, objective, values, rate, padded, waited);
  }

  /** Whether what was done is read back after a step. */
  private boolean last(long step) {
    return (step + 1) % readEvery == 0 || (step + 1) % stepsPerEpoch() == 0;
  }

  @Override
  public int readEvery() {
    return readEvery;
  }

  @Override
  public List<StepResult> flush() {
    block.settle();
    return block.ready();
  }

  /** Called by the thread that feeds. */
  private TrainingRows prepared(long step) {
    TrainingRows rows = rows(step, plan.rows(step));
    parcels.prepare(step, parts(rows));
    return rows;
  }

  /** Places are hidden anew in every step; without noise the same ones when a run goes on. */
  private TrainingRows rows(long step, int[] rows) {
    if (setup.masker() == null) {
      return new TrainingRows(setup.data(), rows);
    }
    long seed = StepSeed.of(chance, step);
    List<Masked> masked =
        Arrays.stream(rows)
            .mapToObj(row -> setup.masker().mask(setup.data().inputs().get(row), seed, row))
            .toList();
    return new TrainingRows(setup.data(), rows, masked);
  }

  private boolean perSample() {
    return setup.options().gradients().clipping().perSample();
  }

  private List<TrainingRows> parts(TrainingRows rows) {
    if (clipping != null) {
      return clipping.parts(rows);
    }
    return rows.size() == 0 ? List.of() : rows.parts(rowsAtOnce.rows());
  }

  private void check(Map<String, Double> weights) {
    List<String> ids = setup.terms().stream().map(Term::id).toList();
    weights.forEach(
        (id, weight) -> {
          if (!ids.contains(id)) {
            throw new IllegalArgumentException("no term " + id + " among " + ids);
          }
          if (!(weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("weight " + weight + " of " + id);
          }
        });
  }

  /**
   * Computes the gradient of a step, from its beginning again where a penalty needs whole graphs or
   * memory ran out and smaller parts may be tried: what was added until then is dropped.
   */
  private StepValues accumulated(TrainingRows rows, Objective objective) {
    while (true) {
      StepValues values = new StepValues(trainer.record(), objective);
      try {
        accumulate(rows, objective, values);
        return values;
      } catch (WholeGraphException e) {
        trainer.discard();
        rowsAtOnce.keepGraphs();
      } catch (RuntimeException | Error e) {
        trainer.discard();
        if (!OutOfMemory.is(e)) {
          throw e;
        }
        rowsAtOnce.halve(largest(rows), trainer.step(), e);
      }
    }
  }

  /** The part that takes most memory. */
  private TrainingRows largest(TrainingRows rows) {
    return parts(rows).stream()
        .max(Comparator.comparingLong(p -> (long) p.size() * p.length()))
        .orElse(rows);
  }

  private void accumulate(TrainingRows rows, Objective objective, StepValues values) {
    trainer.begin();
    setup.own().statistics().begin();
    if (clipping == null) {
      add(rows, objective, values);
      setup.own().statistics().release(trainer::noisy, 0);
    } else {
      clipping.add(rows, objective, values);
    }
  }

  private void add(TrainingRows rows, Objective objective, StepValues values) {
    double labels = Math.max(1, rows.labelled());
    for (TrainingRows part : parts(rows)) {
      double share = (double) part.size() / rows.size();
      Function<Passes, NDArray> clean =
          passes -> {
            Objective.Result result = objective.of(context(passes, part), labels, share);
            values.add(result, 1, share);
            return result.total();
          };
      if (setup.options().adversarial().isEmpty()) {
        trainer.backward(1, clean);
      } else {
        new AdversarialPart(setup, trainer, position(), part).add(clean, labels, values);
      }
    }
    if (rows.size() == 0) {
      touch();
    }
  }

  /** Makes a gradient of zeros, so that a step without rows has something to add noise to. */
  private void touch() {
    TrainingRows first = rows(trainer.step(), new int[] {0});
    trainer.backward(0, passes -> value(context(passes, first)));
  }

  private static NDArray value(StepContext context) {
    return TensorSpace.array(context.lossSums().sum());
  }

  private StepContext context(Passes passes, TrainingRows rows) {
    return new StepContext(setup, position(), passes, rows);
  }

  private StepContext.Position position() {
    return new StepContext.Position(trainer.step(), steps, most, parcels);
  }

  /** Says why a step failed that the trainer has gone back to. */
  private RuntimeException reason(StepBlock.Done failed, StepRecord.Row row) {
    try {
      String id = culprit(failed.rows(), failed.objective());
      Objective.check("loss", failed.values().total(row));
      failed.values().terms(row).forEach(Objective::check);
      return new TermFailedException(id, "the gradient is not finite; the loss is", null);
    } catch (TermFailedException e) {
      return e;
    } finally {
      trainer.discard();
    }
  }

  /** Does the forward passes again, with the same random numbers, to see what is bad. */
  private String culprit(TrainingRows rows, Objective objective) {
    trainer.begin();
    trainer.keepGraphs();
    setup.own().statistics().begin();
    double labels = Math.max(1, rows.labelled());
    for (TrainingRows part : parts(rows)) {
      double share = (double) part.size() / rows.size();
      String[] found = new String[1];
      trainer.look(
          passes -> {
            StepContext context = context(passes, part).looking();
            found[0] = objective.culprit(context, labels, share);
            return TensorSpace.array(context.logits());
          });
      if (!found[0].equals("loss")) {
        return found[0];
      }
    }
    return "loss";
  }

  @Override
  public MemoryUse memory() {
    return rowsAtOnce.use(trainer.checkpointing());
  }

  @Override
  public void checkpoint(Path file) throws IOException {
    block.settle();
    new Checkpoint(trainer).write(file, saved());
  }

  @Override
  public void checkpoint(WritableByteChannel out) throws IOException {
    block.settle();
    new Checkpoint(trainer).write(out, saved());
  }

  @Override
  public void restore(Path file) throws IOException {
    try (SafeTensorsFile saved = SafeTensorsFile.open(file)) {
      restore(file.toString(), saved);
    }
  }

  @Override
  public void restore(SeekableByteChannel in, String name) throws IOException {
    try (SafeTensorsFile saved = SafeTensorsFile.open(in, name)) {
      restore(name, saved);
    }
  }

  private void restore(String name, SafeTensorsFile saved) throws IOException {
    Map<String, String> wanted = order();
    Map<String, String> got =
        wanted.keySet().stream()
            .collect(Collectors.toMap(k -> k, k -> "" + saved.metadata().get(k)));
    if (!got.equals(wanted)) {
      throw GovernanceException.spec(
          name,
          "a checkpoint of other data: " + got,
          wanted.toString(),
          "Resume with the spec and the data that the run was started with");
    }
    new Checkpoint(trainer).restore(name, saved);
    block.forget();
    // absent in older checkpoints
    rowsAtOnce.resume(Integer.parseInt(saved.metadata().getOrDefault(ROWS_AT_ONCE, "0")));
  }

  private Map<String, String> saved() {
    Map<String, String> saved = new TreeMap<>(order());
    saved.put(ROWS_AT_ONCE, String.valueOf(memory().microBatch()));
    return saved;
  }

  /** What decides the order of the rows, besides seed and step. */
  private Map<String, String> order() {
    TrainingOptions o = setup.options();
    return Map.of(
        "rows",
        String.valueOf(setup.data().size()),
        "data",
        Integer.toHexString(DataCheck.hash(setup.data())),
        "batch",
        o.batchSize() + "/" + o.microBatch() + "/" + o.bucketing(),
        "gradients",
        o.gradients() + " " + o.adversarial() + o.stratified().map(s -> " " + s).orElse(""));
  }

  @Override
  public void close() {
    feed.close();
    parcels.close();
    trainer.close();
  }
}
