package governance.runtime.internal.train;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.MemoryUse;
import governance.engine.StepResult;
import governance.engine.TermFailedException;
import governance.engine.TrainingSession;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.store.TrainingLog;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.train.EarlyStopping.Best;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The training loop: weights of this step, step, log, at the end of an epoch a look at the
 * validation rows, a checkpoint every so often. Values of steps may become known later, in their
 * order; a checkpoint and the end of an epoch wait for them. Stops between steps only, and never
 * without a checkpoint.
 */
public final class Training {
  private final TrainingSession session;
  private final List<TrainedPenalty> penalties;
  private final Checkpoints checkpoints;
  private final Control control;
  private final int checkpointEvery;
  private final EarlyStopping early;
  private final Observer observer;
  private final Timing timing = new Timing();
  private final List<Object> validation = new ArrayList<>();
  private final Deque<Map<String, Double>> outstanding = new ArrayDeque<>();
  private long saved = -1;

  /**
   * Makes the loop.
   *
   * @param session the engine's session, at its start
   * @param penalties penalties in the order of the plan
   * @param checkpoints where checkpoints are kept
   * @param control by which it is asked to stop
   * @param checkpointEvery steps between checkpoints, 0 for none but the last
   * @param early ends training early, or null to train to the end
   * @param observer follows the steps
   */
  public Training(
      TrainingSession session,
      List<TrainedPenalty> penalties,
      Checkpoints checkpoints,
      Control control,
      int checkpointEvery,
      EarlyStopping early,
      Observer observer) {
    this.session = session;
    this.penalties = penalties;
    this.checkpoints = checkpoints;
    this.control = control;
    this.checkpointEvery = checkpointEvery;
    this.early = early;
    this.observer = observer;
  }

  /** Follows training; called on the run's thread. */
  public interface Observer {
    /** A step was done with the given weights. */
    void step(StepResult result, Map<String, Double> weights, Timing timing);

    /** An epoch ended; returns the figures on the validation rows, empty when there are none. */
    List<Figure> epoch(int epoch, long step);

    /** Batches are too small for what a penalty penalises; told once for each. */
    default void imprecise(PrecisionWatch.Warning warning) {}

    /** A step changed how memory is used, because it ran out or a penalty asked for more. */
    default void memory(long step, MemoryUse before, MemoryUse now) {}

    /** A checkpoint was written. */
    void checkpoint(long step) throws IOException;
  }

  /** Goes back to the last checkpoint; returns the step it was written at, 0 when there is none. */
  public long restore() throws IOException {
    Optional<Checkpoints.State> state = checkpoints.restore(session);
    state.ifPresent(
        s -> {
          penalties.forEach(p -> p.restore(s.multipliers().getOrDefault(p.info().id(), List.of())));
          penalties.forEach(
              p -> p.restorePrecision(s.precision().getOrDefault(p.info().id(), List.of())));
          validation.addAll(s.validation());
          if (early != null) {
            early.restore(s.early());
          }
          saved = s.step();
        });
    return state.map(Checkpoints.State::step).orElse(0L);
  }

  /**
   * Trains to the end, until there is no more gain or until it is asked to stop. With early
   * stopping the session is at the best epoch afterwards.
   *
   * @return why it stopped, empty when it is done
   * @throws ContributionFailedException if a penalty failed; a checkpoint before the failing step
   *     has been written
   */
  public Optional<Control.Stop> run(TrainingLog log) throws IOException {
    while (session.step() < session.steps() && !ended()) {
      Optional<Control.Stop> stop = control.stopping();
      if (stop.isPresent()) {
        flush(log);
        checkpoint(log);
        return stop;
      }
      step(log);
    }
    checkpoint(log);
    if (best().isPresent()) {
      checkpoints.restore(session, best().get());
    }
    return Optional.empty();
  }

  private boolean ended() {
    return early != null && early.stopped();
  }

  private Optional<Best> best() {
    return early == null ? Optional.empty() : early.best();
  }

  /** Returns the number of steps done, those after the best epoch included. */
  public long done() {
    return saved;
  }

  private void step(TrainingLog log) throws IOException {
    long step = session.step();
    if (step % session.readEvery() == 0) {
      // at these steps alone, so that the weights do not depend on where a run was interrupted
      penalties.forEach(TrainedPenalty::adopt);
    }
    outstanding.add(weights());
    MemoryUse before = session.memory();
    control.beginStep();
    try {
      take(session.advance(outstanding.getLast()), log);
    } catch (GovernanceException e) {
      // memory ran out: the step is not counted and what was reached is kept
      outstanding.clear();
      checkpoint(log);
      throw e;
    } catch (TermFailedException e) {
      outstanding.clear();
      checkpoint(log);
      throw failure(e);
    } finally {
      control.endStep();
    }
    MemoryUse now = session.memory();
    if (!now.equals(before)) {
      observer.memory(step, before, now);
    }
    long done = step + 1;
    boolean due = checkpointEvery > 0 && done % checkpointEvery == 0;
    if (due) {
      flush(log);
    }
    if (session.step() != done) {
      // a step that was outstanding has failed: it stands there now, and the next call tells why
      outstanding.clear();
      return;
    }
    boolean gain = done % session.stepsPerEpoch() == 0 && watchedEndEpoch();
    if (gain || due) {
      checkpoint(log);
    }
  }

  /** Waits for the steps whose values are not known yet. */
  private void flush(TrainingLog log) throws IOException {
    control.beginStep();
    try {
      take(session.flush(), log);
    } finally {
      control.endStep();
    }
  }

  private void take(List<StepResult> known, TrainingLog log) throws IOException {
    for (StepResult result : known) {
      Map<String, Double> weights = outstanding.remove();
      penalties.forEach(p -> p.observe(result.terms().getOrDefault(p.info().id(), 0.0)));
      timing.add(result);
      log.add(entry(result, weights));
      observer.step(result, weights, timing);
      watchPrecision(result);
    }
  }

  private void watchPrecision(StepResult result) {
    for (TrainedPenalty penalty : penalties) {
      StepResult.Estimate estimate = result.estimates().get(penalty.info().id());
      if (estimate != null) {
        penalty.observe(result.step() + 1, estimate).ifPresent(observer::imprecise);
      }
    }
  }

  /** The metrics are as little to be torn down at work as the penalties are. */
  private boolean watchedEndEpoch() {
    control.beginStep();
    try {
      return endEpoch();
    } finally {
      control.endStep();
    }
  }

  /** Returns whether the epoch just done is the one to keep. */
  private boolean endEpoch() {
    List<Figure> figures =
        observer.epoch((int) (session.step() / session.stepsPerEpoch()), session.step());
    figures.forEach(figure -> validation.add(figure.tree()));
    return early != null && early.observe(figures);
  }

  private Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    penalties.forEach(p -> weights.put(p.info().id(), p.at(session.step(), session.steps())));
    return weights;
  }

  private static Map<String, Object> entry(StepResult r, Map<String, Double> weights) {
    Map<String, Object> entry =
        Tree.of(
            "step", r.step(),
            "epoch", r.epoch(),
            "loss", r.loss(),
            "terms", r.terms(),
            "weights", weights,
            "total", r.total(),
            "gradientNorm", r.gradientNorm(),
            "learningRate", r.learningRate(),
            "tokens", r.tokens(),
            "padded", r.padded());
    if (!r.estimates().isEmpty()) {
      entry.put("estimates", estimates(r));
    }
    if (!Double.isNaN(r.adversarial())) {
      entry.put("adversarial", r.adversarial());
    }
    return entry;
  }

  private static Map<String, Object> estimates(StepResult result) {
    Map<String, Object> all = Tree.of();
    result
        .estimates()
        .forEach(
            (id, e) -> all.put(id, Tree.of("gap", e.gap(), "standardError", e.standardError())));
    return all;
  }

  private void checkpoint(TrainingLog log) throws IOException {
    log.flush();
    if (session.step() == saved) {
      return;
    }
    Map<String, List<Double>> multipliers = new LinkedHashMap<>();
    Map<String, List<Double>> precision = new LinkedHashMap<>();
    penalties.forEach(p -> multipliers.put(p.info().id(), p.state()));
    penalties.forEach(p -> precision.put(p.info().id(), p.precision()));
    checkpoints.save(
        session,
        new Checkpoints.State(session.step(), multipliers, precision, List.copyOf(validation)),
        early);
    saved = session.step();
    observer.checkpoint(saved);
  }

  private RuntimeException failure(TermFailedException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean known =
          cause instanceof ContributionFailedException
              || cause instanceof GovernanceException
              || cause instanceof UncheckedIOException;
      if (known) {
        return (RuntimeException) cause;
      }
    }
    return penalties.stream()
        .filter(p -> p.info().id().equals(e.id()))
        .findFirst()
        .<RuntimeException>map(p -> new ContributionFailedException(p.info(), e.reason(), e))
        .orElseGet(() -> diverged(e));
  }

  private GovernanceException diverged(TermFailedException e) {
    return new GovernanceException(
        new Problem(
            Remedy.FIX_SPEC,
            "training step " + session.step(),
            e.getMessage(),
            "a finite loss",
            "Lower train.learningRate or the weights of penalties, then start anew"),
        e);
  }

  /** Returns the figures of all evaluations on validation rows. */
  public List<Object> validation() {
    return validation;
  }

  /** Returns how long the steps of this process took. */
  public Timing timing() {
    return timing;
  }
}
